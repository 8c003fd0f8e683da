#include "graph/model/text_form.h"

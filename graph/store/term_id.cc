#include "graph/store/term_id.h"

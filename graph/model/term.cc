#include "graph/model/term.h"

#include "graph/store/families.h"

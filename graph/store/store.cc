#include "graph/store/store.h"

#include "graph/kv/kv.h"

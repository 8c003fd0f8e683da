#include "graph/store/write_batch.h"

#include "graph/store/order.h"

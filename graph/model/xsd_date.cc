#include "graph/model/xsd.h"

// Debian's RocksDB and zstd are built without the thread sanitizer, which
// therefore does not see how they synchronise and reports their buffers. What
// our own code does is still checked. Linked into tests labelled threads;
// nothing else calls it.
extern "C" const char* __tsan_default_suppressions();

extern "C" const char* __tsan_default_suppressions() {
  return "called_from_lib:librocksdb.so\n"
         "called_from_lib:libzstd.so\n"
         "race:librocksdb.so\n"
         // RocksDB's strings, copied by its threads in libstdc++.
         "race:std::__cxx11::basic_string*::_M_assign\n"
         "mutex:librocksdb.so\n"
         "deadlock:librocksdb.so\n";
}

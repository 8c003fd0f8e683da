# A Debian package: `cpack --config build/release/CPackConfig.cmake`.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME zhimai)
set(CPACK_PACKAGE_CONTACT "The zhimai developers <zhimai@example.org>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY
    "builds a knowledge graph from documents and answers from it")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
    "Reads documents in Chinese and English, finds entities and relations,
and keeps them as an RDF graph in which every statement can be traced to
bytes of a source. SPARQL, paths, an interactive shell, exports.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_PACKAGE_DIRECTORY ${CMAKE_BINARY_DIR})
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "graphviz, fonts-wqy-microhei, less")
set(CPACK_DEBIAN_PACKAGE_HOMEPAGE "https://w3id.org/zhimai/")
include(CPack)

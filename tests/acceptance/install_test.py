#!/usr/bin/env python3
"""`cmake --install` and the Debian package give a program that works."""

import os
import shutil
import subprocess
import sys

import program

BUILD = program.PROGRAM.resolve().parent
FILES = (
    "bin/zhimai",
    "share/zhimai/data/ontology/core.txtpb",
    "share/zhimai/data/corpus/sco-history.md",
    "share/zhimai/data/pinyin/readings.txt",
    "share/zhimai/proto/document.proto",
    "share/man/man1/zhimai.1",
    "share/bash-completion/completions/zhimai",
    "share/zsh/vendor-completions/_zhimai",
    "share/fish/vendor_completions.d/zhimai.fish",
    "share/doc/zhimai/README.md",
    "share/doc/zhimai/cookbook.md",
    "share/doc/zhimai/copyright",
)


class InstallTest(program.ProgramTest):

    def check(self, prefix):
        for name in FILES:
            packed = prefix / (name + ".gz")
            self.assertTrue((prefix / name).is_file() or packed.is_file(),
                            name)
        env = {"PATH": f"{prefix}/bin:{os.environ['PATH']}",
               "LC_ALL": "C.UTF-8"}
        corpus = prefix / "share/zhimai/data/corpus"
        script = (f"zhimai build --quiet {corpus}/sco-history.md &&"
                  " echo '\\show SCO --relations inception' | zhimai shell")
        done = subprocess.run(["bash", "-c", script], cwd=self.work, env=env,
                              capture_output=True)
        self.assertEqual(done.stderr.decode(), "")
        self.assertIn("上海合作组织  e/sco", done.stdout.decode())

    def run_tool(self, *words):
        done = subprocess.run(words, cwd=self.work, capture_output=True)
        self.assertEqual(done.returncode, 0,
                         (done.stdout + done.stderr).decode())
        return done.stdout.decode()

    def test_install(self):
        prefix = self.work / "prefix"
        self.run_tool("cmake", "--install", BUILD, "--prefix", prefix)
        self.check(prefix)

    def test_debian_package(self):
        if not shutil.which("dpkg-shlibdeps"):
            self.skipTest("there is no dpkg-shlibdeps")
        self.run_tool("cpack", "--config", BUILD / "CPackConfig.cmake", "-B",
                      self.work / "pack")
        package, = (self.work / "pack").glob("zhimai_*.deb")
        listed = self.run_tool("dpkg", "-c", package)
        self.assertIn("./usr/bin/zhimai", listed)
        self.assertIn("librocksdb", self.run_tool("dpkg", "-f", package,
                                                  "Depends"))
        self.run_tool("dpkg", "-x", package, self.work / "root")
        self.check(self.work / "root/usr")


if __name__ == "__main__":
    if not (BUILD / "cmake_install.cmake").is_file() or not shutil.which(
            "cmake"):
        print("SKIPPED: the program is in no build folder")
        sys.exit(program.SKIPPED)
    if not (BUILD / "reference/zhimai.1").is_file():
        print("SKIPPED: the target zhimai_reference is not built")
        sys.exit(program.SKIPPED)
    program.main()

#!/usr/bin/env python3
"""The same documents give the same bytes: any threads, order or history."""

import hashlib
import random
import shutil

import program

THREADS = (1, 2, 8)


class DeterminismTest(program.ProgramTest):

    def corpus(self):
        """A folder with our documents, and some days of news if there are."""
        folder = self.work / "docs"
        shutil.copytree(program.CORPUS, folder)
        days = program.SHARED / "corpus/cctv"
        for day in sorted(days.glob("*.md"))[:12]:
            shutil.copy(day, folder)
        return folder

    def dump(self, db):
        return hashlib.sha256(self.zhimai("dump", "--db", db)).hexdigest()

    def test_extract_is_the_same_for_any_number_of_threads(self):
        folder = self.corpus()
        for flags in ([], ["--mentions"], ["--format", "pb"]):
            with self.subTest(flags=flags):
                outputs = {
                    hashlib.sha256(self.zhimai(
                        "extract", folder, "--threads", n, *flags)).digest()
                    for n in THREADS}
                self.assertEqual(len(outputs), 1)

    def test_extract_does_not_depend_on_the_order_of_arguments(self):
        files = sorted(self.corpus().iterdir())
        outputs = set()
        for seed in range(3):
            random.Random(seed).shuffle(files)
            outputs.add(self.zhimai("extract", *files, "--threads", 2))
        self.assertEqual(len(outputs), 1)

    def test_dump_is_the_same_for_any_threads_and_order(self):
        folder = self.corpus()
        want = None
        for n in THREADS:
            db = self.work / f"threads{n}.db"
            self.zhimai("build", "--db", db, "--threads", n, folder)
            want = want or self.dump(db)
            self.assertEqual(self.dump(db), want, f"{n} threads")

    def test_history_leaves_no_trace(self):
        """Step by step, with detours, equals a build from nothing."""
        folder = self.corpus()
        fresh, grown = self.work / "fresh.db", self.work / "grown.db"
        self.zhimai("build", "--db", fresh, folder)
        files = sorted(folder.iterdir())
        random.Random(1).shuffle(files)
        away = self.work / "away"
        away.mkdir()
        for file in files:
            shutil.move(file, away)
        for step in range(0, len(files), 5):
            for file in files[step:step + 5]:
                shutil.move(away / file.name, folder)
            self.zhimai("build", "--db", grown, folder)
        # A change and its withdrawal, and a document that came and went.
        changed, kept = files[0], files[0].read_bytes()
        changed.write_bytes(kept[:len(kept) // 2].decode(
            "utf-8", "ignore").encode())
        shutil.copy(files[1], folder / "zz-copy.txt")
        self.zhimai("build", "--db", grown, folder)
        changed.write_bytes(kept)
        (folder / "zz-copy.txt").unlink()
        self.zhimai("build", "--db", grown, "--prune", folder)
        self.assertEqual(self.dump(grown), self.dump(fresh))
        self.zhimai("verify", "--db", grown)


if __name__ == "__main__":
    program.main()

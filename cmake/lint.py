#!/usr/bin/env python3
"""lint.py JOBS SECONDS FILE...: clang-tidy on files, under a time limit.

Files not begun when the time is over are counted, not failed: the limit
keeps CI bounded, and the caller names the newest changes first.
"""

import concurrent.futures
import subprocess
import sys
import time


def lint(file, deadline):
    if time.monotonic() > deadline:
        return file, None, ""
    done = subprocess.run(
        ["clang-tidy", "-p", "build/release", "--quiet", file],
        capture_output=True, text=True)
    return file, done.returncode == 0, done.stdout


def main():
    jobs, seconds, files = int(sys.argv[1]), float(sys.argv[2]), sys.argv[3:]
    deadline = time.monotonic() + seconds
    bad = skipped = 0
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        for file, clean, output in pool.map(
                lambda file: lint(file, deadline), files):
            if clean is None:
                skipped += 1
            elif not clean:
                bad += 1
                print(output.strip() or f"{file}: clang-tidy failed")
    print(f"clang-tidy: {len(files) - skipped} files read, {bad} with "
          f"findings, {skipped} left out after {seconds:.0f} s")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""docs/shell-tour.md: a new user's ten minutes in the shell, in tmux.

The steps are typed into a real terminal; what the document shows is what is on
the screen. ZM_UPDATE_GOLDEN=1 writes the document.
"""

import os
import re
import shutil
import subprocess
import sys
import time

import program

COLUMNS, LINES = 92, 26
DOCUMENT = program.ROOT / "docs/shell-tour.md"
HEAD = """# Ten minutes in the shell

A new user's first session, captured from a terminal (tmux, {columns} × {lines})
by `tests/acceptance/tour_test.py`, which types every step again and compares.
`⇥` is the Tab key, `⏎` Enter.
"""

# Heading, what is said of it, keys (a list for tmux send-keys), a pattern that
# the screen must hold when the step is over.
STEPS = (
    ("Make a graph and open it",
     "The sample documents that come with the program will do.",
     [("zhimai build data/corpus --quiet > /dev/null; zhimai shell", "Enter")],
     r"zhimai shell: zhimai\.db, \d+ documents.*\nzhimai> $"),
    ("Complete a name by its first characters",
     "`\\show 上海合⇥`: what all names that begin so have in common is put in, "
     "and they are listed.",
     [("\\show 上海合", "Tab")],
     r"zhimai> \\show 上海合作组织 *$"),
    ("See what is known of it",
     "`⏎`. Each fact has a number.",
     [(" --relations member_of", "Enter")],
     r"member_of, \d+\).*\nzhimai> $"),
    ("Ask where a fact was read",
     "`\\explain 7⏎`: the sentence, the spans, the rule.",
     [("\\explain 7", "Enter")],
     r"rule .*confidence.*\nzhimai> $"),
    ("Complete a name in pinyin",
     "`\\timeline jinzhuanguoj⇥⏎`. The syllables give way to the name; several "
     "names are listed, and Tab again chooses.",
     [("\\timeline jinzhuanguoj", "Tab"), ("Enter",)],
     r"\n *\d+ +20\d\d.*\nzhimai> $"),
    ("By the initials of the pinyin",
     "`\\show zfhzlt⇥`, in English: zhōng fēi hé zuò lún tán.",
     [("\\lang en", "Enter"), ("\\show zfhzlt", "Tab"),
      (" --relations part_of,inception", "Enter")],
     r"e/\S*focac.*\nzhimai> $"),
    ("How are two connected?",
     "`\\path` takes two names; `--k 2` asks for a second way.",
     [("\\lang zh", "Enter"), ("\\path 南非 蒙古国 --k 2", "Enter")],
     r"\(\d steps\).*\nzhimai> $"),
    ("Compare two",
     "Who is in both?",
     [("\\compare 上海合作组织 金砖国家 --relations member_of", "Enter")],
     r"both \d+, A only \d+, B only \d+.*\nzhimai> $"),
    ("Ask in SPARQL",
     "A query may take several lines; `;` ends it. Relations complete after "
     "`zm:` (`zm:mem⇥`), also by their Chinese label; `<上海合⇥` lists entities "
     "and `⇥` puts in the first.",
     [("SELECT ?who ?name WHERE {", "Enter"),
      ("  ?who zm:member_o", "Tab"), ("<上海合", "Tab", "Tab"),
      ("; rdfs:label ?name", "Enter"),
      ("} ORDER BY ?name LIMIT 4;", "Enter")],
     r"4 rows\nzhimai> $"),
    ("Explain a row of the answer",
     "`\\explain 2⏎` finds the statements that say what the row says.",
     [("\\explain 2", "Enter")],
     r"confidence.*\nzhimai> $"),
    ("Another form, and a file",
     "`\\format vertical` for wide rows; `\\o FILE` sends answers to a file.",
     [("\\format vertical", "Enter"),
      ("SELECT ?label ?class { <e/brics> rdfs:label ?label ; a ?class };",
       "Enter"),
      ("\\format csv", "Enter"), ("\\o brics.csv", "Enter"),
      ("SELECT ?who { ?who zm:member_of <e/brics> } ORDER BY ?who;", "Enter"),
      ("\\o", "Enter"), ("\\format table", "Enter"),
      ("\\echo done", "Enter")],
     r"\ndone\nzhimai> $"),
    ("Mistakes do no harm",
     "A wrong query says where; a wrong name says what is near.",
     [("SELECT ?x WHERE { ?x zm:member_of };", "Enter"),
      ("\\show 上海合作祖织", "Enter"), ("\\shwo 印度", "Enter")],
     r"did you mean.*did you mean \\show\?\nzhimai> $"),
    ("Ctrl-C stops a query and not the shell",
     "This one would run for hours.",
     [("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i };", "Enter"),
      ("SLEEP",), ("C-c",)],
     r"interrupted\nzhimai> $"),
    ("Help, and the way out",
     "`\\help COMMAND` shows its flags and an example; Ctrl-D leaves.",
     [("\\help timeline", "Enter"), ("C-d",)],
     r"Example:.*\n\S*\$ $"),
)


def tmux(*words):
    return subprocess.run(["tmux", "-L", f"tour{os.getpid()}", "-f",
                           "/dev/null", *words], capture_output=True,
                          text=True, check=True).stdout


class TourTest(program.ProgramTest):

    def setUp(self):
        super().setUp()
        (self.work / "data").symlink_to(program.ROOT / "data")
        (self.work / "home").mkdir()
        env = {"PATH": f"{program.PROGRAM.resolve().parent}:"
                       f"{os.environ['PATH']}",
               "HOME": str(self.work / "home"), "LC_ALL": "C.UTF-8",
               "PS1": "$ ", "ZHIMAI_PAGER": "", "NO_COLOR": "1"}
        words = [f"{k}={v}" for k, v in env.items()]
        os.environ["LC_ALL"] = "C.UTF-8"
        tmux("-u", "new-session", "-d", "-x", str(COLUMNS), "-y", str(LINES),
             "-c", str(self.work), "env", "-i", "TERM=screen", *words,
             "bash", "--norc", "--noprofile")
        self.addCleanup(lambda: subprocess.run(
            ["tmux", "-L", f"tour{os.getpid()}", "kill-server"],
            capture_output=True))
        self.wait(r"\$ $")

    def screen(self):
        text = tmux("capture-pane", "-p", "-J")
        return re.sub(r" +$", "", text, flags=re.M).rstrip("\n")

    def wait(self, pattern, seconds=15):
        end = time.time() + seconds
        while True:
            text = self.screen()
            # A prompt ends in a space that the capture drops.
            if re.search(pattern, text + " ", re.S):
                return text
            self.assertLess(time.time(), end,
                            f"{pattern!r} did not come:\n{text}")
            time.sleep(0.1)

    def press(self, keys):
        for key in keys:
            if key == "SLEEP":
                time.sleep(1.5)
            elif key in ("Enter", "Tab", "C-c", "C-d"):
                tmux("send-keys", key)
            else:
                # tmux takes a ';' at the end of a word for its own.
                tmux("send-keys", "-l", re.sub(";$", r"\\;", key))
            time.sleep(0.25)

    def test_the_tour(self):
        parts = [HEAD.format(columns=COLUMNS, lines=LINES)]
        for number, (title, prose, keys, pattern) in enumerate(STEPS, 1):
            with self.subTest(title):
                for place, presses in enumerate(keys, 1):
                    self.press(presses)
                    # What is typed before the prompt is echoed twice.
                    if presses[-1] == "Enter" and (
                            keys[place:place + 1] not in ([], [("SLEEP",)])):
                        self.wait(r"(zhimai>|\.\.\.>|\$) $")
                text = self.wait(pattern)
                shown = text.replace(str(self.work), "~")
                parts.append(f"## {number}. {title}\n\n{prose}\n\n"
                             f"```text\n{shown}\n```\n")
                if number == 1:
                    time.sleep(1.5)  # names are read beside
                # The next step begins on an empty screen, but for what is
                # typed and not yet run.
                if text.endswith(">"):
                    tmux("send-keys", "C-l")
                    time.sleep(0.3)
        made = "\n".join(parts)
        if os.environ.get("ZM_UPDATE_GOLDEN"):
            DOCUMENT.write_text(made, encoding="utf-8")
        self.assertEqual(DOCUMENT.read_text(encoding="utf-8"), made)


if __name__ == "__main__":
    if not shutil.which("tmux"):
        print("SKIPPED: there is no tmux")
        sys.exit(program.SKIPPED)
    program.main()

"""A check that cannot fail is a defect: each rule is shown a small sound tree, then that tree
broken in every way it is there to notice.
"""

import tempfile
import unittest
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

import cpp
import told
from check import RULES, main, violations
from rules import texts
from tree import FOLDERS, Tree

README = "# Room\n\n## lives here\nx\n\n## may include\nx\n\n## never\nx\n\n## called by\nx\n"

SOUND = {
    "CMakeLists.txt": "".join(f"add_subdirectory({folder})\n" for folder in FOLDERS),
    "schemas/CMakeLists.txt": "set(SCHEMAS base.fbs)\n",
    "schemas/base.fbs": "namespace s;\n",
    "events/CMakeLists.txt": "room(events SOURCES a.cc)\n",
    "events/a.cc": '#include "events/a.h"\n#include <zlib.h>\n#include <fstream>\nvoid Run() {}\n',
    "events/a.h": '#include "schemas/base_generated.h"\n#include <flatbuffers/verifier.h>\n'
    '#include "events/b.h"\n',
    "events/b.h": "#pragma once\n",
    "engine/CMakeLists.txt": "room(engine SOURCES families/f.cc families/told.cc)\n",
    "engine/families/f.cc": '#include "events/a.h"\n// a double word for a clock: "system_clock"\n',
    "connectors/CMakeLists.txt": "room(SOURCES cli/texts/a.cc x/x.cc y/y.cc program/p.cc)\n",
    "connectors/x/x.cc": '#include "connectors/x/x.h"\n',
    "connectors/x/x.h": "#pragma once\n",
    "connectors/y/y.cc": '#include "engine/families/f.h"\n',
    "engine/families/f.h": "#pragma once\n",
    "connectors/program/p.cc": '#include "connectors/x/x.h"\n',
    "connectors/cli/texts/a.cc": "constexpr Row kRows[] = {\n"
    '{"is odd", "è dispari"},\n{"{} at most", "al massimo {}"}};\n',
    "engine/families/told.cc": 'return Malformed("/a", "is odd", Text(kMost) + " at most");\n',
    "ops/run": "#!/usr/bin/env bash\nstart() {\n  true\n}\nstart\n",
    "tests/CMakeLists.txt": "add_subdirectory(events)\n",
    "tests/events/CMakeLists.txt": "test(t SOURCES a_test.cc)\n",
    "tests/events/a_test.cc": '#include "ops/o.h"\n#include <nlohmann/json.hpp>\n// TO'
    "DO(anna): more\n",
    "ops/o.h": "#pragma once\n",
    **{f"{folder}/README.md": README for folder in FOLDERS},
}

LONG_BODY = "  x = 1;\n" * 70
EXCEPTIONS = "tests/structure/exceptions.txt"

# (rule, what is added or changed, where the violation must stand)
BROKEN = [
    ("arrows", {"events/a.cc": '\n#include "engine/state.h"\n'}, "events/a.cc:2"),
    (
        "arrows",
        {"engine/CMakeLists.txt": "", "engine/g.h": '#include "tests/given.h"\n'},
        "engine/g.h:1",
    ),
    ("arrows", {"events/a.cc": '#include "a.h"\n'}, "events/a.cc:1"),
    ("arrows", {"events/a.cc": '#include "events/../engine/a.h"\n'}, "events/a.cc:1"),
    ("arrows", {"schemas/s.h": "#include <events/a.h>\n"}, "schemas/s.h:1"),
    ("arrows", {"connectors/y/y.cc": '#include "connectors/x/x.h"\n'}, "connectors/y/y.cc:1"),
    ("vendors", {"events/a.h": "#  include <rocksdb/db.h>\n"}, "events/a.h:1"),
    ("vendors", {"connectors/x/x.h": "\n#include <zlib.h>\n"}, "connectors/x/x.h:2"),
    ("vendors", {"ops/o.h": '#include "nlohmann/json.hpp"\n'}, "ops/o.h:1"),
    ("built", {"events/forgotten.cc": ""}, "events/forgotten.cc"),
    ("built", {"events/CMakeLists.txt": "room(events SOURCES # a.cc\n)\n"}, "events/a.cc"),
    ("built", {"events/CMakeLists.txt": "room(events SOURCES\n#[[\na.cc\n]]\n)\n"}, "events/a.cc"),
    ("built", {"tests/CMakeLists.txt": ""}, "tests/events/a_test.cc"),
    ("built", {"engine/lonely.h": '#include "events/a.h"\n'}, "engine/lonely.h"),
    ("built", {"schemas/more.fbs": ""}, "schemas/more.fbs"),
    ("built", {"ops/o.cpp": ""}, "ops/o.cpp"),
    ("sizes", {"events/b.h": "//\n" * 401}, "events/b.h"),
    (
        "sizes",
        {"events/a.cc": f"namespace a {{\nvoid Run(int x) {{\n{LONG_BODY}}}\n}}\n"},
        "events/a.cc:2",
    ),
    ("sizes", {"ops/run": f"#!/bin/bash\n\nstart() {{\n{LONG_BODY}}}\n"}, "ops/run:3"),
    ("sizes", {"ops/plot.py": f"def start(x):\n{LONG_BODY}"}, "ops/plot.py:1"),
    ("sizes", {EXCEPTIONS: "events/b.h | 500 | it was long once\n"}, f"{EXCEPTIONS}:1"),
    ("sizes", {EXCEPTIONS: "# why\nevents/gone.h | 500 | it was there once\n"}, f"{EXCEPTIONS}:2"),
    ("sizes", {EXCEPTIONS: "events/b.h | 500 |\n", "events/b.h": "//\n" * 401}, f"{EXCEPTIONS}:1"),
    (
        "sizes",
        {EXCEPTIONS: "events/b.h | 401 | a table\n", "events/b.h": "//\n" * 402},
        "events/b.h",
    ),
    ("readmes", {"engine/README.md": None}, "engine/README.md"),
    ("readmes", {"tests/README.md": README + "## history\nx\n"}, "tests/README.md"),
    ("readmes", {"ops/README.md": README.replace("## never\nx\n", "")}, "ops/README.md"),
    ("readmes", {"ops/README.md": README.replace("## never\nx\n", "## never\n")}, "ops/README.md"),
    ("words", {"events/a.cc": "\n// TO" "DO: later\n"}, "events/a.cc:2"),
    ("words", {"ops/run": "#!/bin/sh\n# FIX" "ME\n"}, "ops/run:2"),
    (
        "words",
        {"tests/events/a_test.cc": "TEST(A, DIS" "ABLED_Runs) {}\n"},
        "tests/events/a_test.cc:1",
    ),
    ("words", {"tests/events/a_test.cc": "  GTEST" "_SKIP();\n"}, "tests/events/a_test.cc:1"),
    ("words", {"engine/utils/x.h": ""}, "engine/utils"),
    ("words", {"engine/Manager.h": ""}, "engine/Manager.h"),
    ("words", {"events/string_helpers.cc": ""}, "events/string_helpers.cc"),
    ("pure", {"engine/families/f.cc": "#include <thread>\n"}, "engine/families/f.cc:1"),
    (
        "pure",
        {"engine/rules/r.h": "\nauto now = std::chrono::system_clock::now();\n"},
        "engine/rules/r.h:2",
    ),
    (
        "pure",
        {"engine/families/f.h": "inline bool Debug() { return getenv(kName); }\n"},
        "engine/families/f.h:1",
    ),
    ("pure", {"engine/rules/r.cc": "double points = 0;\n"}, "engine/rules/r.cc:1"),
    (
        "texts",
        {"engine/families/f.cc": '\nreturn Malformed(at, "is even");\n'},
        "engine/families/f.cc:2",
    ),
    (
        "texts",
        {"engine/families/f.cc": 'return Malformed(at, "is odd", n + " or so");\n'},
        "engine/families/f.cc:1",
    ),
    ("texts", {"engine/families/f.h": 'return Unknown(a, id, "case");\n'}, "engine/families/f.h:1"),
    ("texts", {"connectors/program/p.cc": '{.title = "Gone"}'}, "connectors/program/p.cc:1"),
    ("texts", {"engine/families/told.cc": None}, "connectors/cli/texts/a.cc:2"),
    ("texts", {"connectors/cli/texts/b.cc": '{"is even", "è pari"},'}, "connectors/cli/texts/b.cc:1"),
    ("texts", {"connectors/cli/texts/b.cc": '{"is odd", "x"},'}, "connectors/cli/texts/b.cc:1"),
    (
        "texts",
        {"connectors/cli/texts/a.cc": '{"is odd", "è {}"},\n{"{} at most", "al massimo {}"}'},
        "connectors/cli/texts/a.cc:1",
    ),
]


def places(rule, changes):
    """Where the rule finds violations in the sound tree with these changes; None removes a file."""
    with tempfile.TemporaryDirectory() as root:
        for path, text in (SOUND | changes).items():
            if text is not None:
                (Path(root) / path).parent.mkdir(parents=True, exist_ok=True)
                (Path(root) / path).write_text(text, encoding="utf-8")
        return [violation.place for violation in violations(rule, root)]


class Rules(unittest.TestCase):
    def test_find_nothing_in_a_sound_tree(self):
        for rule in RULES:
            with self.subTest(rule):
                self.assertEqual(places(rule, {}), [])

    def test_find_each_breach(self):
        for rule, changes, place in BROKEN:
            with self.subTest(rule=rule, changes=list(changes.items())[0]):
                self.assertIn(place, places(rule, changes))

    def test_each_have_a_breach_to_find(self):
        self.assertEqual({rule for rule, _, _ in BROKEN}, set(RULES))

    def test_accept_an_exception_that_is_needed_and_has_a_reason(self):
        changes = {
            EXCEPTIONS: "# why\n\nevents/b.h | 401 | one table | whole\n",
            "events/b.h": "//\n" * 401,
        }
        self.assertEqual(places("sizes", changes), [])

    def test_accept_an_exception_for_one_function(self):
        changes = {
            EXCEPTIONS: "events/a.cc::a::Run | 72 | one switch over all kinds\n",
            "events/a.cc": f"void a::Run() {{\n{LONG_BODY}}}\n",
        }
        self.assertEqual(places("sizes", changes), [])


class Program(unittest.TestCase):
    def exit_status(self, *arguments):
        with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
            return main(arguments)

    def test_exits_with_one_when_a_rule_is_broken(self):
        with tempfile.TemporaryDirectory() as root:
            self.assertEqual(self.exit_status("words", root), 0)
            self.assertEqual(self.exit_status("readmes", root), 1)

    def test_exits_with_two_when_it_cannot_check(self):
        self.assertEqual(self.exit_status("words", "no/such/folder"), 2)
        self.assertEqual(self.exit_status("manners", "."), 2)


class FunctionScan(unittest.TestCase):
    def scan(self, source):
        """(name, first line, last line) of each function in the source"""
        return [(found.name, found.first_line, found.last_line) for found in cpp.functions(source)]

    def test_counts_from_the_signature_to_the_closing_brace(self):
        self.assertEqual(self.scan("int F(int a,\n      int b) {\n  return a;\n}\n"), [("F", 1, 4)])

    def test_looks_into_namespaces_and_types_but_not_into_bodies(self):
        source = (
            "namespace a::b {\nclass C final : public D<int(int)> {\n public:\n"
            "  int F() { struct E { int G() {} }; }\n};\n}"
        )
        self.assertEqual(self.scan(source), [("F", 4, 4)])

    def test_takes_an_initialiser_list_for_a_part_of_the_signature(self):
        self.assertEqual(
            self.scan("C::C(int a)\n    : a_{a}, b_(F(a)) {\n  Run();\n}\n"), [("C::C", 1, 4)]
        )

    def test_takes_a_default_argument_for_a_part_of_the_signature(self):
        self.assertEqual(self.scan("int F(A a = {},\n      B b = B{1}) {\n}\n"), [("F", 1, 3)])

    def test_passes_over_tables_and_enumerations(self):
        self.assertEqual(
            self.scan(
                "enum class E : int { kA };\nconst A kRows[] = {\n  {1, 2},\n};\nint x{3};\n"
            ),
            [],
        )

    def test_reads_no_brace_in_text_comments_or_directives(self):
        source = (
            'int F() {\n  // }\n  /* } */ return Len("}") + Len(R"x(})" })x");\n}\n'
            "int C() { return '}' + 1'000; }\n"
            "#define X } {\nint G() {\n}\n"
        )
        self.assertEqual(self.scan(source), [("F", 1, 4), ("C", 5, 5), ("G", 7, 8)])

    def test_sees_lambdas_templates_and_types_as_results(self):
        source = (
            "auto f = [](int a) {\n};\n"
            "template <class T, A<B<T>> x>\nT G() {\n}\nstruct A H() {\n}\n"
        )
        self.assertEqual(self.scan(source), [("lambda", 1, 2), ("G", 3, 5), ("H", 6, 7)])

    def test_calls_a_test_by_its_suite_and_case(self):
        self.assertEqual(self.scan("TEST_F(Suite, Case) {\n}\n"), [("Suite.Case", 1, 2)])


class ToldTexts(unittest.TestCase):
    def told(self, source, arguments=(1, 2)):
        """What the calls of Tell in the source tell, in order of the alphabet."""
        texts_told = told.Source(source).told_by(r"\bTell\(", arguments)
        return sorted(text for _, text in texts_told if text)

    def test_have_holes_for_what_is_put_in_at_run_time(self):
        told = self.told('Tell(at, "has " + std::to_string(n) + " words", Most(a, b));')
        self.assertEqual(told, ["has {} words", "{}"])

    def test_are_each_of_those_that_may_be_told(self):
        self.assertEqual(self.told('Tell(at, is_a ? "a" : a::B() ? "b" : "c");'), ["a", "b", "c"])

    def test_are_put_together_of_literals_in_a_row_and_of_raw_ones(self):
        told = self.told('Tell(at, "a \\"b\\""\n  " c", R"(d "e")");')
        self.assertEqual(told, ['a "b" c', 'd "e"'])

    def test_are_what_a_name_of_the_file_stands_for(self):
        self.assertEqual(self.told('const std::string kA = "a, b";\nTell(at, kA);'), ["a, b"])
        self.assertEqual(self.told('const std::string kA = Of(b);\nTell(at, kA);'), ["{}"])

    def test_are_none_where_the_call_is_declared_or_a_comment(self):
        source = 'void Tell(int at, const std::string& what, std::string why = {}); // Tell(a, "b")'
        self.assertEqual(self.told(source), [])

    def test_say_where_they_are_told(self):
        source = told.Source('\n\nTell("a", "b");')
        self.assertEqual(list(source.told_by(r"\bTell\(", (0, 1))), [(3, "a"), (3, "b")])

    def test_are_found_by_each_that_tells_in_this_tree(self):
        self.assertEqual(texts.idle_tellers(Tree(Path(__file__).parents[2])), [])

    def test_fall_in_two_where_one_says_what_would_be_right(self):
        self.assertEqual(told.parts("is no day; expected such as 1"), ["is no day", "such as 1"])
        self.assertEqual(told.parts("is odd; expected 1..{}"), ["is odd"])


if __name__ == "__main__":
    unittest.main()

"""The after-sales document says the whole plan: every row of its table, and every word it quotes.

The table is section 4 of the design page, and the words are those that page and the contract sketch quote; where both
are at hand, the rows below and the quotations of plan.zh.txt are held against them.
"""

import re

import pytest
import yaml
from conftest import AFTER_SALES, SHARED

import slakit

# What the clause column of the table says, the clauses an item cites for it, and the items that say the row.
ROWS = [
    (
        "1.1.1",
        "1.1.1",
        "contract.term; readings.which acceptance starts the term; obligations.no charge for services; "
        "contract.milestones.final acceptance; contract.milestones.full final acceptance",
    ),
    ("1.1.2", "1.1.2", "calendars.round the clock; attributes.channel; obligations.hotline"),
    ("1.1.2", "1.1.2", "obligations.upgrades and warranty"),
    ("1.1.2, (2)", "1.1.2", "obligations.dispatch; obligations.on-site; readings.where the 4 hours start"),
    ("1.1.2, (3)", "1.1.2, 1.1.3(3)", "obligations.inspection; obligations.proposals for risks"),
    ("1.1.3-1", "1.1.3-1", "contract.term"),
    ("1.1.3-2", "1.1.3-2", "obligations.equal replacement"),
    ("1.1.3-3", "1.1.3-3", "obligations.documents"),
    ("(1)", "1.1.3(1)", "attributes.class.values.consultation; obligations.timely answers"),
    ("(2)", "1.1.3(2)", "obligations.measures on major problems; obligations.expert consultation"),
    ("(2)", "1.1.3(2)", "obligations.response; penalties.missed response; readings.what a response is"),
    (
        "(2)",
        "1.1.3(2)",
        "penalties.late restoration; readings.a day; readings.the agreed recovery time; attributes.agreed recovery",
    ),
    ("(2)", "1.1.3(2)", "readings.which failure is a breach"),
    (
        "(2), (3)",
        "1.1.3(2), 1.1.3(3)",
        "penalties.losses; penalties.production stop; attributes.loss; readings.losses beside the penalty",
    ),
    (
        "(3)",
        "1.1.3(3)",
        "obligations.no production stop; penalties.production stop; "
        "readings.a stop that inspection could have prevented",
    ),
    (
        "(4)",
        "1.1.3(4)",
        "attributes.class.values.bug fix; attributes.class.values.change; obligations.bug fixes and changes; "
        "obligations.quota of changes",
    ),
    (
        "(5), (9)",
        "1.1.3(5), 1.1.3(9)",
        "attributes.class.values.account; attributes.class.values.data correction; "
        "attributes.class.values.data update; attributes.class.values.tuning; obligations.accounts and data",
    ),
    ("(6), (12)", "1.1.3(6), 1.1.3(12)", "attributes.class.values.investigation; obligations.on-site investigation"),
    ("(7)", "1.1.3(7)", "obligations.quarterly summary; obligations.yearly summary; obligations.report on request"),
    (
        "(8)",
        "1.1.3(8)",
        "attributes.class.values.exchange; attributes.class.values.training; obligations.exchange and training",
    ),
    (
        "(10)",
        "1.1.3(10)",
        "obligations.all problems solved; obligations.vendor costs; obligations.no charge for services",
    ),
    (
        "(11)",
        "1.1.3(11)",
        "attributes.class.values.switch-over; attributes.class.values.system upgrade; "
        "attributes.class.values.relocation; obligations.planned work",
    ),
    ("(13)", "1.1.3(13)", "obligations.service manager"),
    ("(14)", "1.1.3(14)", "obligations.qualified staff"),
    ("(15)", "1.1.3(15)", "obligations.rules kept; obligations.consent to maintenance"),
    (
        "1.1.4",
        "1.1.4",
        "obligations.attentive service; obligations.return visits; obligations.comparison with past cases",
    ),
    ("1.1.5", "1.1.5", "attributes.level; obligations.level of every fault; readings.responses by level"),
    ("1.1.5-1", "1.1.5-1", "obligations.forms of consultations; obligations.forms of technical problems"),
    ("1.1.5-2", "1.1.5-2", "obligations.approval of major requests; obligations.forms of major requests"),
    (
        "1.1.5-3",
        "1.1.5-3",
        "obligations.timely answers; obligations.weekly feedback; obligations.weekly tables; rosters.support team; "
        "obligations.weekly summary by each person; obligations.monthly archive; obligations.custodian; "
        "obligations.manager's analysis",
    ),
    ("1.1.5-4", "1.1.5-4", "obligations.handbook; obligations.occasional training"),
    ("1.1.6", "1.1.6", "obligations.rules kept; obligations.approval of major requests; obligations.no disclosure"),
    (
        "1.1.7",
        "1.1.7",
        "attributes.class.values.complaint; attributes.about; obligations.prompt investigation of complaints; "
        "obligations.prompt answer to complaints",
    ),
]


def split_clauses(text):
    return [clause.strip() for clause in text.split(",") if clause.strip()]


@pytest.fixture(scope="module")
def document():
    """The document as a tree of text, without slakit."""
    return yaml.load((AFTER_SALES / "contract.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)


@pytest.fixture(scope="module")
def plan():
    """Clause -> its quotations. A section that several clauses share belongs to each."""
    quotations, clauses = {}, []
    for line in (AFTER_SALES / "plan.zh.txt").read_text("utf-8").splitlines():
        if line.startswith("#") or not line:
            continue
        if line.startswith("["):
            clauses = split_clauses(line.strip("[]"))
            for clause in clauses:
                quotations.setdefault(clause, [])
        elif line.startswith("「"):
            assert line.endswith("」") and line.count("「") == 1, line
            for clause in clauses:
                quotations[clause].append(line[1:-1])
        else:
            assert line.startswith("大意："), line
    return quotations


def items(node, path=()):
    """Every (path, item) that cites a clause or quotes."""
    if isinstance(node, dict):
        if "clause" in node or isinstance(node.get("text"), str):
            yield path, node
        for key, held in node.items():
            yield from items(held, (*path, key))
    elif isinstance(node, list):
        for index, held in enumerate(node):
            yield from items(held, (*path, str(index)))


def quoted(document):
    """Every (path, clauses, words) of the document; a measure without a clause stands under its obligation's."""
    by_path = dict(items(document))
    for path, item in by_path.items():
        words = item.get("text", "")
        if not isinstance(words, str) or not words:
            continue
        above = next((by_path[path[:n]] for n in range(len(path), 0, -1) if "clause" in by_path.get(path[:n], {})), {})
        yield ".".join(path), split_clauses(above.get("clause", "")), words


def at(document, path):
    node = document
    for key in path.split("."):
        assert isinstance(node, dict) and key in node, f"{path}: there is no {key}"
        node = node[key]
    return node


@pytest.mark.parametrize(
    ("cited", "paths"), [row[1:] for row in ROWS], ids=[f"{row[0]} {row[2].split(';')[0]}" for row in ROWS]
)
def test_every_row_of_the_table_is_said(document, cited, paths):
    wanted, found = set(split_clauses(cited)), set()
    for path in paths.split(";"):
        cites = set(split_clauses(at(document, path.strip())["clause"]))
        assert cites & wanted, path
        found |= cites
    assert wanted <= found


def test_the_rows_are_those_of_the_table():
    page = SHARED / "DESIGN.md"
    if not page.exists():
        pytest.skip("the design page is not on this machine")
    section = page.read_text("utf-8").split("## 4.")[1].split("## 5.")[0]
    cells = [line.split("|")[1].strip() for line in section.splitlines() if line.startswith("|")]
    assert [row[0] for row in ROWS] == [cell for cell in cells if re.search(r"\d", cell)]


def test_every_obligation_belongs_to_a_row(document):
    said = {path.strip() for _, _, paths in ROWS for path in paths.split(";")}
    for section in ("obligations", "penalties"):
        for name in document[section]:
            assert f"{section}.{name}" in said, name


def test_every_named_thing_has_a_title_in_both_languages(document):
    assert set(document["contract"]["title"]) == {"zh", "en"}
    titled = ("attributes", "events", "calendars", "rosters", "obligations", "penalties", "readings")
    for things in (document["contract"]["milestones"], *(document[section] for section in titled)):
        for name, item in things.items():
            assert set(item["title"]) == {"zh", "en"} and all(item["title"].values()), name
    for attribute in document["attributes"].values():
        values = attribute.get("values", {})
        for name, item in values.get("assumed", values).items():
            assert set(item["title"]) == {"zh", "en"} and all(item["title"].values()), name


def test_every_clause_that_is_cited_is_of_the_plan(document, plan):
    for name, promise in {**document["obligations"], **document["penalties"]}.items():
        assert split_clauses(promise["clause"]), name
    for path, item in items(document):
        for clause in split_clauses(item.get("clause", "")):
            assert clause in plan, (path, clause)


def test_every_clause_of_the_plan_is_cited(document, plan):
    cited = {clause for _, item in items(document) for clause in split_clauses(item.get("clause", ""))}
    assert set(plan) == cited


def test_every_quotation_of_the_document_is_in_the_plan(document, plan):
    quotations = list(quoted(document))
    assert len(quotations) > 15
    for path, clauses, words in quotations:
        assert any(words in line for clause in clauses for line in plan[clause]), (path, clauses, words)


def test_every_quotation_of_the_plan_is_used(document, plan):
    used = [(clause, words) for _, clauses, words in quoted(document) for clause in clauses]
    for clause, lines in plan.items():
        for line in lines:
            assert any(where == clause and words in line for where, words in used), (clause, line)


def test_no_quotation_is_made_up(plan):
    sources = [SHARED / "DESIGN.md", SHARED / "contract-sketch.yaml"]
    if not all(source.exists() for source in sources):
        pytest.skip("the pages that quote the plan are not on this machine")
    known = "\n".join(source.read_text("utf-8") for source in sources)
    for line in {line for lines in plan.values() for line in lines}:
        for part in line.split("…"):
            assert part and part in known, line


def test_each_ambiguity_has_its_alternatives(document):
    for name, reading in document["readings"].items():
        assert reading["else"] and reading["use"] not in reading["else"], name


def test_it_is_a_contract(contract_path, document):
    contract = slakit.Contract.load(contract_path)
    assert list(contract.penalties) == list(document["penalties"])
    places = {reading["set"] for reading in document["readings"].values()}
    assert {a.path for a in contract.assumptions if a.kind == "reading"} == places

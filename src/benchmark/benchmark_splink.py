"""Links left.csv and right.csv with Splink on DuckDB and reports what it cost and which pairs it saw.

Rules and comparisons are those of Reconlink's benchmark; Splink trains and scores as its own tutorial does. The last
line of standard output is one JSON object. Everything after scoring (counting the pairs by comparison vector) is outside
the time, CPU seconds and memory reported.
"""

import argparse
import json
import logging
import os
import re
import resource
import time
import warnings

ARGUMENTS = argparse.ArgumentParser()
ARGUMENTS.add_argument("folder")
ARGUMENTS.add_argument("--started", type=float, help="when the process was started, in seconds since 1970")
ARGUMENTS.add_argument("--threads", type=int, default=2)
ARGUMENTS.add_argument("--max-pairs", type=float, default=1e6, help="random pairs for u; the default is Splink's")
ARGUMENTS.add_argument("--no-vectors", action="store_true", help="do not count the pairs by comparison vector")
ARGUMENTS.add_argument("--capture", help="write the SQL that Splink has DuckDB run into this file")
ARGUMENTS.add_argument("--replay", help="run the SQL of such a file, without Splink")
ARGUMENTS.add_argument("--sql", action="store_true", help="SQL of the same purpose, written by hand: where Splink is not")

COMPARISONS = ["forename", "surname", "dob", "sex", "postcode", "pnc_id"]
RULES = [
    ["pnc_id"],
    ["surname", "dob"],
    ["forename", "dob"],
    ["postcode", "sex"],
    ["dob", "substr(surname, 1, 1)"],
    ["surname", "substr(dob, 1, 4)"],
]
LINK_FROM = 0.5

# The space parts the outward from the inward code, of which the first character is the sector.
SECTOR = "regexp_extract({}, '^[A-Z0-9]+ [0-9]')"
DISTRICT = "regexp_extract({}, '^[A-Z0-9]+')"
AREA = "regexp_extract({}, '^[A-Z]+')"
SWAPPED = "(substr({}, 1, 4) || substr({}, 7, 2) || substr({}, 5, 2))"


def both(column, shape="{}"):
    parts = shape.count("{}")
    left = shape.format(*[f'"{column}_l"'] * parts)
    right = shape.format(*[f'"{column}_r"'] * parts)
    return f"{left} = {right}"


def name_levels(column):
    similar = f'jaro_winkler_similarity("{column}_l", "{column}_r")'
    return [both(column)] + [f"{similar} >= {least}" for least in (0.92, 0.88, 0.70)]


# By comparison, the conditions of its levels from the best down; "missing" before and "else" after are understood.
LEVELS = {
    "forename": name_levels("forename"),
    "surname": name_levels("surname"),
    "dob": [
        both("dob"),
        '"dob_l" = ' + SWAPPED.format(*['"dob_r"'] * 3),
        'damerau_levenshtein("dob_l", "dob_r") <= 1',
        both("dob", "substr({}, 1, 4)"),
    ],
    "sex": [both("sex")],
    "postcode": [both("postcode")] + [both("postcode", shape) for shape in (SECTOR, DISTRICT, AREA)],
    "pnc_id": [both("pnc_id"), 'damerau_levenshtein("pnc_id_l", "pnc_id_r") <= 1'],
}


def read_people(connection, folder, name):
    connection.execute(
        f"""
        create table people_{name} as
        select id as unique_id, forename, surname, replace("date of birth", '-', '') as dob, sex, postcode,
            "pnc id" as pnc_id
        from read_csv(?, header = true, all_varchar = true, nullstr = '')
        """,
        [os.path.join(folder, name + ".csv")],
    )


def only_value(connection, sql):
    """The one value of a query; all rows are fetched, because DuckDB 2 wants a result finished."""
    return connection.execute(sql).fetchall()[0][0]


def cpu_seconds():
    own = resource.getrusage(resource.RUSAGE_SELF)
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def peak_mb():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def from_best(column, gamma):
    """Splink counts levels up from "else" 0 with "missing" -1; here 0 is missing, 1 the best, the last is "else"."""
    return f"case when {gamma} < 0 then 0 else {len(LEVELS[column]) + 1} - {gamma} end"


def vectors(connection, pairs):
    levels = ", ".join(from_best(column, "gamma_" + column) for column in COMPARISONS)
    rows = connection.execute(f"select {levels}, count(*) from {pairs} group by all").fetchall()
    return {",".join(str(level) for level in row[:-1]): row[-1] for row in rows}


def comparison(column):
    import splink.comparison_level_library as cll
    import splink.comparison_library as cl

    levels = [cll.NullLevel(column)]
    for number, condition in enumerate(LEVELS[column]):
        if number == 0:
            exact = cll.ExactMatchLevel(column)
            if column in ("forename", "surname"):
                exact = cll.ExactMatchLevel(column, term_frequency_adjustments=True)
            levels.append(exact)
        else:
            levels.append(cll.CustomLevel(condition, label_for_charts=f"{column} level {number}"))
    levels.append(cll.ElseLevel())
    return cl.CustomComparison(output_column_name=column, comparison_levels=levels)


def with_splink(connection, options, laps):
    import splink
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    laps["imports"] = time.time()
    read_people(connection, options.folder, "left")
    read_people(connection, options.folder, "right")
    laps["read"] = time.time()
    settings = SettingsCreator(
        link_type="link_only",
        blocking_rules_to_generate_predictions=[block_on(*rule) for rule in RULES],
        comparisons=[comparison(column) for column in COMPARISONS],
        retain_matching_columns=False,
        retain_intermediate_calculation_columns=False,
    )
    version = splink.__version__
    captured = []

    class Capturing(DuckDBAPI):
        def _execute_sql_against_backend(self, final_sql):
            result = super()._execute_sql_against_backend(final_sql)
            captured.append(final_sql)  # only what DuckDB accepted: Splink asks for tables that may not be there
            return result

    def linker_of(model):
        api = Capturing(connection)
        if version.startswith("4"):
            return Linker(["people_left", "people_right"], model, db_api=api)
        return Linker([api.register("people_left"), api.register("people_right")], model)

    linker = linker_of(settings)
    training = linker.training
    training.estimate_probability_two_random_records_match(
        [block_on("pnc_id"), block_on("forename", "surname", "dob")], recall=0.8
    )
    training.estimate_u_using_random_sampling(max_pairs=options.max_pairs)
    training.estimate_parameters_using_expectation_maximisation(block_on("surname", "dob"))
    training.estimate_parameters_using_expectation_maximisation(block_on("postcode", "sex"))
    laps["train"] = time.time()
    links = linker.inference.predict(threshold_match_probability=LINK_FROM)
    count = only_value(connection, f"select count(*) from {links.physical_name}")
    laps["score"] = time.time()
    if options.capture:
        with open(options.capture, "w", encoding="utf-8") as out:
            json.dump({"version": version, "links": links.physical_name, "sql": captured}, out)

    def all_pairs():
        # The timed run writes no comparison vectors; the same model asked for them does.
        model = linker.misc.save_model_to_json()
        model["retain_intermediate_calculation_columns"] = True
        model["retain_matching_columns"] = True
        return linker_of(model).inference.predict().physical_name

    return "Splink " + version, count, all_pairs


def column_on(side, expression):
    for column in COMPARISONS:
        expression = expression.replace(column, f'{side}."{column}"')
    return expression


def rule_condition(rule):
    return " and ".join(f"{column_on('l', part)} = {column_on('r', part)}" for part in rule)


def blocked_pairs_sql(rules):
    """Every rule's join in turn, without the pairs of which an earlier rule holds."""
    parts = []
    for number, rule in enumerate(rules):
        earlier = "".join(f" and not coalesce({rule_condition(other)}, false)" for other in rules[:number])
        parts.append(
            f"select '{number}' as match_key, l.unique_id as id_l, r.unique_id as id_r "
            f"from people_left l join people_right r on {rule_condition(rule)}{earlier}"
        )
    return " union all ".join(parts)


def gammas_sql(pairs):
    cases = []
    for column in COMPARISONS:
        best = len(LEVELS[column])
        whens = " ".join(f"when {condition} then {best - i}" for i, condition in enumerate(LEVELS[column]))
        cases.append(
            f'case when "{column}_l" is null or "{column}_r" is null then -1 {whens} else 0 end as gamma_{column}'
        )
    sides = ", ".join(f'l."{c}" as "{c}_l", r."{c}" as "{c}_r"' for c in COMPARISONS)
    return (
        f"select id_l, id_r, {', '.join(cases)}, tf_forename_l, tf_forename_r, tf_surname_l, tf_surname_r from ("
        f"select b.id_l, b.id_r, {sides}, l.tf_forename as tf_forename_l, r.tf_forename as tf_forename_r, "
        f"l.tf_surname as tf_surname_l, r.tf_surname as tf_surname_r from {pairs} b "
        "join tf_left l on b.id_l = l.unique_id join tf_right r on b.id_r = r.unique_id)"
    )


def expectation_maximisation(counts, u, columns):
    """m by comparison and level from the counts of vectors of one rule's pairs, and u as it is."""
    best = {column: len(LEVELS[column]) for column in columns}
    m = {c: {g: 0.9 if g == best[c] else 0.1 / best[c] for g in range(best[c] + 1)} for c in columns}
    prior = 0.1
    for _ in range(25):
        sums = {c: dict.fromkeys(m[c], 1e-6) for c in columns}
        matches = 0.0
        total = 0
        for vector, count in counts:
            odds = prior / (1 - prior)
            for column, gamma in zip(columns, vector):
                if gamma >= 0:
                    odds *= m[column][gamma] / u[column][gamma]
            share = odds / (1 + odds) * count
            matches += share
            total += count
            for column, gamma in zip(columns, vector):
                if gamma >= 0:
                    sums[column][gamma] += share
        prior = min(0.999, matches / total)
        m = {c: {g: sums[c][g] / sum(sums[c].values()) for g in sums[c]} for c in columns}
    return m


def with_sql(connection, options, laps):
    """What Splink has DuckDB do: frequencies, random pairs for u, the pairs of two rules for m, then all blocked pairs."""
    import duckdb

    laps["imports"] = time.time()
    read_people(connection, options.folder, "left")
    read_people(connection, options.folder, "right")
    laps["read"] = time.time()
    sql = connection.execute
    sql("create table people as select * from people_left union all select * from people_right")
    for name in ("forename", "surname"):
        sql(
            f"create table tf_{name} as select {name}, count(*) / sum(count(*)) over () as tf "
            f"from people where {name} is not null group by {name}"
        )
    for side in ("left", "right"):
        sql(
            f"create table tf_{side} as select p.*, f.tf as tf_forename, s.tf as tf_surname from people_{side} p "
            "left join tf_forename f on p.forename = f.forename left join tf_surname s on p.surname = s.surname"
        )
    rows = {side: only_value(connection, f"select count(*) from people_{side}") for side in ("left", "right")}
    share = min(1.0, (options.max_pairs / (rows["left"] * rows["right"])) ** 0.5)
    sql(
        "create table sampled as select l.unique_id as id_l, r.unique_id as id_r from "
        f"(select unique_id from people_left using sample {share * 100}% (bernoulli, 1)) l cross join "
        f"(select unique_id from people_right using sample {share * 100}% (bernoulli, 2)) r"
    )
    gammas = ", ".join("gamma_" + column for column in COMPARISONS)
    u = {c: dict.fromkeys(range(len(LEVELS[c]) + 1), 0.5) for c in COMPARISONS}
    for *vector, count in sql(f"select {gammas}, count(*) from ({gammas_sql('sampled')}) group by all").fetchall():
        for column, gamma in zip(COMPARISONS, vector):
            if gamma >= 0:
                u[column][gamma] += count
    u = {c: {g: u[c][g] / sum(u[c].values()) for g in u[c]} for c in COMPARISONS}
    m = {}
    for rule in (["surname", "dob"], ["postcode", "sex"]):
        columns = [column for column in COMPARISONS if column not in rule]
        gammas_left = ", ".join("gamma_" + column for column in columns)
        sql(f"create or replace table blocked as {blocked_pairs_sql([rule])}")
        rows_of = sql(f"select {gammas_left}, count(*) from ({gammas_sql('blocked')}) group by all").fetchall()
        m |= expectation_maximisation([(row[:-1], row[-1]) for row in rows_of], u, columns)
    laps["train"] = time.time()
    factors = []
    for column in COMPARISONS:
        whens = " ".join(f"when {g} then cast({m[column][g] / u[column][g]!r} as double)" for g in m[column])
        factors.append(f"case gamma_{column} {whens} else 1.0 end")
        if column in ("forename", "surname"):
            best = len(LEVELS[column])
            factors.append(
                f"case when gamma_{column} = {best} then {u[column][best]!r} / "
                f"greatest(tf_{column}_l, tf_{column}_r) else 1.0 end"
            )
    odds = min(rows.values()) * 0.8 / (rows["left"] * rows["right"])
    sql(f"create or replace table blocked as {blocked_pairs_sql(RULES)}")
    sql(
        f"create table links as select * from (select id_l, id_r, {gammas}, log2({odds!r} * {' * '.join(factors)}) as w "
        f"from ({gammas_sql('blocked')})) where w >= 0"
    )
    links = only_value(connection, "select count(*) from links")
    laps["score"] = time.time()
    return "hand-written SQL, DuckDB " + duckdb.__version__, links, lambda: f"({gammas_sql('blocked')})"


def with_captured_sql(connection, options, laps):
    """Runs what Splink ran, statement by statement and each to its end, on the same files."""
    with open(options.replay, encoding="utf-8") as file:
        captured = json.load(file)
    laps["imports"] = time.time()
    read_people(connection, options.folder, "left")
    read_people(connection, options.folder, "right")
    laps["read"] = laps["train"] = time.time()
    pairs = 0
    for statement in captured["sql"]:
        result = connection.sql(statement)
        if result is not None:
            result.fetchall()
        # The pairs of the last blocking are those that are scored; Splink drops their table when it has done so.
        created = re.match(r"\s*create table (\S*blocked_id_pairs\S*) as", statement, re.IGNORECASE)
        if created:
            pairs = only_value(connection, f"select count(*) from {created.group(1)}")
    links = only_value(connection, f"select count(*) from {captured['links']}")
    laps["score"] = time.time()
    laps["pairs"] = pairs
    return "SQL captured from Splink " + captured["version"], links, None


def main():
    options = ARGUMENTS.parse_args()
    warnings.simplefilter("ignore")
    logging.disable(logging.WARNING)
    started = options.started or time.time()
    import duckdb

    connection = duckdb.connect()
    connection.execute(f"set threads = {options.threads}")
    laps = {}
    run = with_captured_sql if options.replay else with_sql if options.sql else with_splink
    engine, links, all_pairs = run(connection, options, laps)
    result = {
        "engine": engine,
        "duckdb": duckdb.__version__,
        "wall": laps["score"] - started,
        "training and scoring": laps["score"] - laps["read"],
        "training": laps["train"] - laps["read"],
        "scoring": laps["score"] - laps["train"],
        "cpu": cpu_seconds(),
        "peak MB": peak_mb(),
        "links": links,
    }
    if all_pairs is None:
        result["pairs"] = laps["pairs"]
        result["vectors"] = {}
    elif not options.no_vectors:
        counted = vectors(connection, all_pairs())
        result["pairs"] = sum(counted.values())
        result["vectors"] = counted
    print(json.dumps(result), flush=True)


if __name__ == "__main__":
    main()

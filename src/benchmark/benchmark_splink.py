"""Links left.csv and right.csv with Splink on DuckDB, as its users do: read, train, predict, keep each record's best link, write.

Rules and comparisons are those that the benchmark gives Reconlink's command. Nothing is timed here: whoever starts this
program measures it. The last line of standard output is one JSON object. With --count it only counts the candidate pairs of
the rules, each pair once, so that the two can be compared. With --study it links participants.csv with the distinct identities
of convictions.csv, which is the part of a study's run that Splink has. With --spark MASTER it links on Spark, with the settings
that Splink's own guide for Spark has, and leaves Spark's log of events in the folder.
"""

import argparse
import json
import logging
import os
import warnings

ARGUMENTS = argparse.ArgumentParser()
ARGUMENTS.add_argument("folder")
ARGUMENTS.add_argument("--threads", type=int, default=2)
ARGUMENTS.add_argument("--count", action="store_true", help="count the candidate pairs and do nothing else")
ARGUMENTS.add_argument("--study", action="store_true", help="link the participants of a study with its convictions")
ARGUMENTS.add_argument("--spark", metavar="MASTER", help="link on Spark")
ARGUMENTS.add_argument("--conf", metavar="KEY=VALUE", action="append", default=[], help="a setting of Spark")

RULES = [
    ["pnc_id"],
    ["surname", "dob"],
    ["forename", "dob"],
    ["postcode", "sex"],
    ["dob", "substr(surname, 1, 1)"],
    ["surname", "substr(dob, 1, 4)"],
]
COLUMNS = ["forename", "surname", "dob", "sex", "postcode", "pnc_id"]
LINK_FROM = 0.5
JARO_WINKLER = "jaro_winkler_similarity"
HAMMING = "hamming"

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
    similar = f'{JARO_WINKLER}("{column}_l", "{column}_r")'
    return [both(column)] + [f"{similar} >= {least}" for least in (0.92, 0.88, 0.70)]


def levels():
    """By comparison, the conditions of its levels from the best down; "missing" before and "else" after are understood."""
    return {
        "forename": name_levels("forename"),
        "surname": name_levels("surname"),
        "dob": [
            both("dob"),
            '"dob_l" = ' + SWAPPED.format(*['"dob_r"'] * 3),
            f'{HAMMING}("dob_l", "dob_r") <= 1',
            both("dob", "substr({}, 1, 6)"),
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


def read_study(connection, folder):
    """A person as a study's file has them in the columns of people, names and sex written alike in both files."""
    for name, file, names in [
        ("left", "participants", ("First name", "Surname", "DOB", "Sex", "Postcode(s)", "PNC ID")),
        ("right", "convictions", ("Forename", "Surname", "Date of birth", "Sex", "Postcode", "PNC ID")),
    ]:
        forename, surname, dob, sex, postcode, pnc_id = [f'"{column}"' for column in names]
        connection.execute(
            f"""
            create table people_{name} as
            select row_number() over () as unique_id, *
            from (
                select distinct upper({forename}) as forename, upper({surname}) as surname, replace({dob}, '-', '') as dob,
                    upper({sex}[1]) as sex, split_part({postcode}, ';', 1) as postcode, {pnc_id} as pnc_id
                from read_csv(?, header = true, all_varchar = true, nullstr = '')
            )
            """,
            [os.path.join(folder, file + ".csv")],
        )


def condition(rule):
    parts = []
    for part in rule:
        left = right = part
        for column in COLUMNS:
            left = left.replace(column, f'l."{column}"')
            right = right.replace(column, f'r."{column}"')
        parts.append(f"{left} = {right}")
    return " and ".join(parts)


def candidate_pairs(connection):
    """Pairs of each rule without those of which an earlier rule holds."""
    pairs = 0
    for number, rule in enumerate(RULES):
        earlier = "".join(f" and not coalesce({condition(other)}, false)" for other in RULES[:number])
        pairs += connection.execute(
            f"select count(*) from people_left l join people_right r on {condition(rule)}{earlier}"
        ).fetchall()[0][0]
    return pairs


def comparison(column):
    import splink.comparison_level_library as cll
    import splink.comparison_library as cl

    rare = column in ("forename", "surname")
    all_levels = [cll.NullLevel(column), cll.ExactMatchLevel(column, term_frequency_adjustments=rare)]
    all_levels += [cll.CustomLevel(level, label_for_charts=f"{column} level") for level in levels()[column][1:]]
    return cl.CustomComparison(output_column_name=column, comparison_levels=all_levels + [cll.ElseLevel()])


def predicted(api, tables):
    """The table of pairs that may be links, trained as Splink's users do."""
    import splink
    from splink import Linker, SettingsCreator, block_on

    settings = SettingsCreator(
        link_type="link_only",
        blocking_rules_to_generate_predictions=[block_on(*rule) for rule in RULES],
        comparisons=[comparison(column) for column in COLUMNS],
        retain_matching_columns=False,
        retain_intermediate_calculation_columns=False,
    )
    if splink.__version__.startswith("4"):
        linker = Linker(tables, settings, db_api=api)
    else:
        linker = Linker([api.register(table) for table in tables], settings)
    training = linker.training
    training.estimate_probability_two_random_records_match(
        [block_on("pnc_id"), block_on("forename", "surname", "dob")], recall=0.8
    )
    training.estimate_u_using_random_sampling(max_pairs=1e6)
    training.estimate_parameters_using_expectation_maximisation(block_on("surname", "dob"))
    training.estimate_parameters_using_expectation_maximisation(block_on("postcode", "sex"))
    return linker.inference.predict(threshold_match_probability=LINK_FROM).physical_name


def best_of(links):
    return (
        "select unique_id_l, unique_id_r, match_weight, match_probability from (select *, "
        "row_number() over (partition by unique_id_l order by match_weight desc, unique_id_r) as of_left, "
        "row_number() over (partition by unique_id_r order by match_weight desc, unique_id_l) as of_right "
        f"from {links}) as ranked where of_left = 1 and of_right = 1"
    )


def link(connection, folder):
    import splink
    from splink import DuckDBAPI

    links = predicted(DuckDBAPI(connection), ["people_left", "people_right"])
    file = os.path.join(folder, "splink-links.csv")
    connection.execute(f"copy ({best_of(links)}) to '{file}' (header)")
    count = connection.execute("select count(*) from read_csv(?)", [file]).fetchall()[0][0]
    return {"engine": "Splink " + splink.__version__, "links": count}


def on_spark(master, settings, folder):
    global JARO_WINKLER, HAMMING, SECTOR, DISTRICT, AREA
    import splink
    from pyspark.sql import SparkSession, functions
    from splink import SparkAPI
    from splink.backends.spark import similarity_jar_location

    JARO_WINKLER = "jaro_winkler"
    HAMMING = "levenshtein"  # of two dates, which are of one length, at most 1 where this is
    SECTOR, DISTRICT, AREA = [shape.replace("')", "', 0)") for shape in (SECTOR, DISTRICT, AREA)]
    jar = similarity_jar_location()
    builder = SparkSession.builder.master(master).appName("splink").config("spark.jars", jar)
    for setting in settings:
        builder = builder.config(*setting.split("=", 1))
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    spark.sparkContext.setCheckpointDir(os.path.join(folder, "splink-checkpoints"))
    tables = []
    for name in ("left", "right"):
        people = spark.read.csv(os.path.join(folder, name + ".csv"), header=True)
        tables.append(
            people.select(
                functions.col("id").alias("unique_id"),
                "forename",
                "surname",
                functions.regexp_replace("date of birth", "-", "").alias("dob"),
                "sex",
                "postcode",
                functions.col("pnc id").alias("pnc_id"),
            )
        )
    links = predicted(SparkAPI(spark_session=spark), tables)
    file = os.path.join(folder, "splink-spark-links")
    spark.sql(best_of(links)).write.mode("overwrite").csv(file, header=True)
    count = spark.read.csv(file, header=True).count()
    spark.stop()
    return {"engine": "Splink " + splink.__version__, "links": count}


def main():
    options = ARGUMENTS.parse_args()
    warnings.filterwarnings("ignore")
    logging.disable(logging.WARNING)
    if options.spark:
        print(json.dumps(on_spark(options.spark, options.conf, options.folder)))
        return
    import duckdb

    connection = duckdb.connect()
    connection.execute(f"set threads to {options.threads}")
    if options.study:
        read_study(connection, options.folder)
    else:
        read_people(connection, options.folder, "left")
        read_people(connection, options.folder, "right")
    result = {"pairs": candidate_pairs(connection)} if options.count else link(connection, options.folder)
    print(json.dumps(result))


main()

#!/bin/sh
# Without a queue: examples/slurm.sh in a loop as Slurm would run it, its shares put together, and lines through a pipe as Spark gives them;
# beside one program that does all of it.
. "$CASUS_SOURCE/tests/lib.sh"
export CASUS

awk 'BEGIN { split("Tripoli Kyiv Aleppo Khartoum Kabul Donetsk Benghazi Homs", p, " ")
	for (i = 1; i <= 200; i++) printf "{\"id\":\"%d\",\"date\":\"2021-%02d-%02d\",\"text\":\"Report %d. Rebels attacked the army near %s on Monday and killed %d soldiers.\"}\n",
		i, i % 12 + 1, i % 28 + 1, i, p[i % 8 + 1], i % 37 + 2 }' >"$work/in.jsonl"
"$CASUS" add -q --db "$work/alone.db" "$work/in.jsonl"
"$CASUS" query --db "$work/alone.db" -f jsonl | sort >"$work/alone"

for task in 3 1 2 1; do
	SLURM_ARRAY_TASK_ID=$task SLURM_ARRAY_TASK_COUNT=3 run sh "$CASUS_SOURCE/examples/slurm.sh" "$work/shares" "$work/in.jsonl"
	expect "task $task of the array" 0
done
expect "a task that is run again adds nothing" 0 " 0 documents added"
for part in "$work"/shares/part-*.db; do
	run "$CASUS" copy -q --from "$part" --to "$work/all.db"
	expect "a share is copied" 0
done
"$CASUS" query --db "$work/all.db" -f jsonl | sort >"$work/all"
check "the shares together are what one program adds" cmp "$work/alone" "$work/all"

# The command that examples/spark.py gives to pipe(), on the partitions of a text file.
command=$(sed -n 's/.*lines\.pipe("casus \([^"]*\)".*/\1/p' "$CASUS_SOURCE/examples/spark.py")
check "examples/spark.py names its command" [ -n "$command" ]
"$CASUS" $command <"$work/in.jsonl" | sort >"$work/whole"
split -l 70 "$work/in.jsonl" "$work/partition-"
for partition in "$work"/partition-*; do "$CASUS" $command <"$partition"; done | sort >"$work/parts"
grep -v '"kind":"document"' "$work/whole" >"$work/whole.records"
check "there are records" [ -s "$work/whole.records" ]
check "partitions give what the whole gives" cmp "$work/whole" "$work/parts"
finish

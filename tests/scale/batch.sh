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

# examples/spark.py as it is, with what stands in for Spark (tests/scale/spark/pyspark/sql.py); casus is where its shell looks for it.
spark() {
	rm -rf "$work/records"
	SPARK_PARTITIONS=5 PYTHONPATH="$CASUS_SOURCE/tests/scale/spark" run python3 "$work/spark.py" "$1" "$work/records"
}
printf '#!/bin/sh\nexec "%s" "$@"\n' "$CASUS" >"$work/casus"
chmod +x "$work/casus"
sed "s|'casus code|'PATH=$work:\$PATH; casus code|" "$CASUS_SOURCE/examples/spark.py" >"$work/spark.py"
check "examples/spark.py has its command" grep -q "PATH=$work" "$work/spark.py"
"$CASUS" code -q --from jsonl -f jsonl - <"$work/in.jsonl" | sort >"$work/whole"
spark "$work/in.jsonl"
expect "examples/spark.py" 0
check "all partitions are done" [ -e "$work/records/_SUCCESS" -a "$(ls "$work/records" | wc -l)" = 6 ]
sort "$work/records"/part-* >"$work/parts"
check "there are records" grep -q '"kind":"event"' "$work/whole"
check "partitions, one of them empty, give what the whole gives" cmp "$work/whole" "$work/parts"
{ echo 'no JSON'; cat "$work/in.jsonl"; echo '{"id":"x"}'; } >"$work/bad.jsonl"
spark "$work/bad.jsonl"
expect "lines that are no articles do not end the job" 0 "not JSON"
sort "$work/records"/part-* >"$work/parts"
check "all others are there" cmp "$work/whole" "$work/parts"
printf '#!/bin/sh\n[ -e "%s/tried" ] || { : >"%s/tried"; kill -9 $$; }\nexec "%s" "$@"\n' "$work" "$work" "$CASUS" >"$work/casus"
spark "$work/in.jsonl"
expect "a process that is killed is tried again" 0 "Lost task"
sort "$work/records"/part-* >"$work/parts"
check "and nothing is missing or double" cmp "$work/whole" "$work/parts"
rm "$work/casus"
printf '#!/bin/sh\nexit 3\n' >"$work/casus"
chmod +x "$work/casus"
spark "$work/in.jsonl"
expect "one that always fails ends the job" 1 "Job aborted"
finish

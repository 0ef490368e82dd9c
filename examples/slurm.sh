#!/bin/sh
# An archive on a batch cluster, without a queue: each task of the array codes its share into a database of its own on a disk that all nodes see.
#   sbatch --array=1-64 examples/slurm.sh /data/conflict /data/archive/*.jsonl.zst
# then, once, the shares are put together:
#   for part in /data/conflict/part-*.db; do casus copy --from "$part" --to postgresql:///conflict; done
# A task that is killed or run again goes on where it was. Without Slurm, give SLURM_ARRAY_TASK_ID and SLURM_ARRAY_TASK_COUNT by hand.
#SBATCH --ntasks=1
#SBATCH --cpus-per-task=2
#SBATCH --mem=2G
#SBATCH --requeue
set -eu
folder=$1
shift
share=$SLURM_ARRAY_TASK_ID
mkdir -p "$folder"
exec "${CASUS:-casus}" add --db "$folder/part-$share.db" --shard "$share/$SLURM_ARRAY_TASK_COUNT" --threads "${SLURM_CPUS_PER_TASK:-1}" "$@"

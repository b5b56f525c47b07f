#!/bin/bash
# The shards of a sweep side by side with GNU parallel, and their merge:
#
#   ./sweep-parallel.sh 8 whole.npz --lr 30 --size 4096
#
# On several machines that share the folder: PARALLEL='--sshlogin a,b,: --workdir .'. Run again after a failure, it goes
# on with what is there.

set -eu

shards=$1
whole=$2
shift 2

# 1/n, 2/n, …: each process has one worker, so that they do not take each other's cores.
seq "$shards" | parallel --halt soon,fail=1 --quote gradscape sweep "$@" --workers 1 --quiet --json \
  --shard "{}/$shards" --out "$whole.part{}.npz" --resume

parts=()
for ((i = 1; i <= shards; i++)); do parts+=("$whole.part$i.npz"); done
gradscape merge "${parts[@]}" --out "$whole" --json
rm -- "${parts[@]}"

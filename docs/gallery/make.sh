#!/usr/bin/env bash
# Makes the drawings of this folder: make.sh SHARED, the folder that holds
# corpus/. `zhimai` is the program; $ZHIMAI names another.
set -euo pipefail
export LC_ALL=C.UTF-8
shared=$(realpath "${1:?the folder that holds corpus/}")
cd "$(dirname "${BASH_SOURCE[0]}")"
zhimai=$(realpath "${ZHIMAI:-../../build/release/zhimai}")
db=$(mktemp -d)
trap 'rm -rf "$db"' EXIT
"$zhimai" build --quiet --db "$db/page" "$shared/corpus/seed" >/dev/null
"$zhimai" build --quiet --db "$db/news" "$shared/corpus/cctv" >/dev/null

draw() {
  "$zhimai" export --db "$db/$1" --links https://example.org/corpus "${@:2}"
}

draw page --focus 上海合作组织 --relations member_of \
  --title 上海合作组织及其成员国 -o sco-members.svg
draw page --focus 上海合作组织天津峰会 --depth 2 \
  --relations adopted_at,participant,organizer,location,point_in_time,part_of,signed_by \
  --title 天津峰会及其计划成果 -o tianjin-summit.svg
draw news --focus 习近平 --relations met_with,visited --from 2022 --to 2022 \
  --cluster month --no-qualifiers --title 习近平的2022年：会见与访问 \
  -o a-persons-year.svg
draw page --focus 上海合作组织 --depth 2 \
  --relations part_of,chaired_by --class Body,Occurrence,Country \
  --title 上海合作组织的机构与会议 -o sco-bodies.svg
paper=$("$zhimai" export --db "$db/page" --format csv --class Section,Document \
  --relations part_of | tr -d '\r' | awk -F, 'NR == 2 {print $4}')
draw page --focus "$paper" --depth 2 --relations part_of,has_goal \
  --title 城市高质量发展的意见：章节、措施与目标 -o policy-paper.svg

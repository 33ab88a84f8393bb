#!/bin/sh
# Reports which entries of a folder take the most space. It only looks: nothing is changed.
set -u

folder=.. top=20 warn_mib=1024 hidden=false same_disk=''

fail() {
    echo "ERROR $1" >&2
    exit 2
}

# number NAME VALUE MIN MAX
number() {
    case $2 in '' | *[!0-9]* | ?????????*) fail "$1 must be a whole number between $3 and $4" ;; esac
    [ "$2" -ge "$3" ] && [ "$2" -le "$4" ] || fail "$1 must be between $3 and $4"
}

while [ $# -gt 0 ]; do
    case $1 in
        --hidden) hidden=true ;;
        --same_disk) same_disk=-x ;;
        --folder | --top | --warn_mib)
            [ $# -ge 2 ] || fail "$1 needs a value"
            case $1 in
                --folder) folder=$2 ;;
                --top) number top "$2" 1 1000 && top=$2 ;;
                --warn_mib) number warn_mib "$2" 0 10000000 && warn_mib=$2 ;;
            esac
            shift ;;
        *) fail "unknown parameter $1" ;;
    esac
    shift
done

[ -d "$folder" ] || fail "no such folder: $folder"
folder=$(cd -- "$folder" 2>/dev/null && pwd) || fail "the folder may not be entered"
results=${PRISMQ_OUTPUT_DIR:-results}
mkdir -p "$results" && results=$(cd "$results" && pwd) || fail "cannot make the folder $results"
cd "$folder" && [ -r . ] || fail "the folder may not be read: $folder"

sizes=$results/.sizes
trap 'rm -f "$sizes"' EXIT
trap 'echo "WARNING stopped" >&2; exit 130' INT
trap 'echo "WARNING stopped" >&2; exit 143' TERM
: >"$sizes" || fail "cannot write into $results"

set -- ./*
$hidden && set -- "$@" ./.[!.]* ./..?*
index=0 found=0 unreadable=0
for entry; do
    index=$((index + 1))
    if [ -e "$entry" ] || [ -L "$entry" ]; then
        found=$((found + 1))
        # shellcheck disable=SC2086 # an option or nothing
        size=$(du -sk $same_disk "$entry") || unreadable=$((unreadable + 1))
        name=$(printf '%s' "${entry#./}" | tr '\n\t' '??')
        printf '%s\t%s\n' "$(printf '%s\n' "$size" | head -n 1 | cut -f 1)" "$name" >>"$sizes"
    fi
    echo "::progress $index/$#"
done

# The environment, because awk would read a backslash in a -v value as an escape.
export folder results
sort -rn "$sizes" | awk -F '\t' -v top="$top" -v warn="$warn_mib" '
    function human(kib) {
        return kib < 1024 ? sprintf("%d KiB", kib) : kib < 1048576 ? sprintf("%.1f MiB", kib / 1024) : sprintf("%.1f GiB", kib / 1048576)
    }
    { size[NR] = $1 + 0; name[NR] = $2; total += $1 }
    END {
        csv = ENVIRON["results"] "/usage.csv"
        txt = ENVIRON["results"] "/usage.txt"
        print "name,kib,percent" >csv
        print ENVIRON["folder"] ": " human(total) >txt
        for (i = 1; i <= NR && i <= top; i++) {
            percent = total ? 100 * size[i] / total : 0
            bar = substr("########################################", 1, int(percent * 0.4 + 0.5))
            line = sprintf("%10s %5.1f %%  %-40s %s", human(size[i]), percent, bar, name[i])
            print line
            print line >txt
            quoted = name[i]
            gsub(/"/, "\"\"", quoted)
            printf "\"%s\",%d,%.1f\n", quoted, size[i], percent >csv
            if (warn > 0 && size[i] >= warn * 1024) print "WARNING " name[i] " takes " human(size[i])
        }
        print "::metric total_kib=" total + 0
    }'
echo "::metric entries=$found"
echo "::metric errors=$unreadable"
[ "$unreadable" -eq 0 ] || echo "WARNING parts of $unreadable entries could not be read and are missing from the sums" >&2

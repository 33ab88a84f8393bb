#!/bin/sh
# Prints numbered lines at a chosen pace: to see a live log, to try cancelling, to load what reads along.
set -u

lines=20 delay_ms=200 line_length=80 stderr_every=0 progress_every=5 exit_code=0 levels=false

fail() {
    echo "ERROR $1" >&2
    exit 2
}

# number NAME VALUE MIN MAX
number() {
    case $2 in '' | *[!0-9]* | ????????*) fail "$1 must be a whole number between $3 and $4" ;; esac
    [ "$2" -ge "$3" ] && [ "$2" -le "$4" ] || fail "$1 must be between $3 and $4"
}

while [ $# -gt 0 ]; do
    case $1 in
        --levels) levels=true ;;
        --lines | --delay_ms | --line_length | --stderr_every | --progress_every | --exit_code)
            [ $# -ge 2 ] || fail "$1 needs a value"
            case $1 in
                --lines) number lines "$2" 1 1000000 && lines=$2 ;;
                --delay_ms) number delay_ms "$2" 0 60000 && delay_ms=$2 ;;
                --line_length) number line_length "$2" 20 10000 && line_length=$2 ;;
                --stderr_every) number stderr_every "$2" 0 1000000 && stderr_every=$2 ;;
                --progress_every) number progress_every "$2" 0 1000000 && progress_every=$2 ;;
                --exit_code) number exit_code "$2" 0 125 && exit_code=$2 ;;
            esac
            shift ;;
        --*) echo "WARNING ignoring the unknown parameter $1" >&2 ;;
    esac
    shift
done

sleeper='' line=0
stopped() {
    [ -z "$sleeper" ] || { kill "$sleeper" && wait "$sleeper"; } 2>/dev/null
    echo "WARNING stopped by $1 after $line of $lines lines" >&2
    exit "$2"
}
trap 'stopped SIGINT 130' INT
trap 'stopped SIGTERM 143' TERM

filler='the quick brown fox jumps over the lazy dog, '
while [ "${#filler}" -lt "$line_length" ]; do filler=$filler$filler; done
delay=$(printf '%d.%03d' $((delay_ms / 1000)) $((delay_ms % 1000)))
word=''

while [ "$line" -lt "$lines" ]; do
    # In the background, because a trap waits for a command in the foreground to end.
    if [ "$delay_ms" -gt 0 ] && [ "$line" -gt 0 ]; then
        sleep "$delay" &
        sleeper=$!
        wait "$sleeper"
        sleeper=''
    fi
    line=$((line + 1))
    if $levels; then
        case $((line % 10)) in 4) word='DEBUG ' ;; 7) word='WARNING ' ;; 9) word='ERROR ' ;; *) word='INFO ' ;; esac
    fi
    if [ "$stderr_every" -gt 0 ] && [ $((line % stderr_every)) -eq 0 ]; then
        printf "%.${line_length}s\n" "${word}line $line of $lines $filler" >&2
    else
        printf "%.${line_length}s\n" "${word}line $line of $lines $filler"
    fi
    if [ "$progress_every" -gt 0 ] && { [ $((line % progress_every)) -eq 0 ] || [ "$line" -eq "$lines" ]; }; then
        echo "::progress $line/$lines"
    fi
done

results=${PRISMQ_OUTPUT_DIR:-results}
mkdir -p "$results" || fail "cannot make the folder $results"
echo "$lines lines of at most $line_length characters, $delay_ms ms apart" >"$results/summary.txt"
[ "$progress_every" -eq 0 ] || echo "::metric lines=$lines"
[ "$exit_code" -eq 0 ] || echo "ERROR ending with exit code $exit_code, as asked" >&2
exit "$exit_code"

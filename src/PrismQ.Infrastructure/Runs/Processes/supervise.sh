# Stands over one run, in a session of its own, and writes down how the script ended, whether a server is there or not.
# $1 the record, $2 the control group's cgroup.procs or nothing, $3 and $4 the files for the output, then the program and its arguments.
record=$1 group=$2 stdout=$3 stderr=$4
shift 4

# Signals to the whole group are for the script. Handlers, because the script would inherit a signal that is ignored.
trap : HUP INT QUIT USR1 USR2 ALRM TERM

boot='' stat=''
[ ! -r /proc/sys/kernel/random/boot_id ] || read -r boot </proc/sys/kernel/random/boot_id
[ ! -r /proc/$$/stat ] || read -r stat </proc/$$/stat

# Kept open, so that the record is found again when its folder was moved away for a while.
exec 3>"$record" || exit 125
printf '%s\n%s\n%s\n' "$boot" "$group" "$stat" >&3 || exit 125

(
    unset PWD OLDPWD SHLVL _ boot stat
    [ -z "$group" ] || echo 0 >"$group" || exit 126
    exec "$@" >>"$stdout" 2>>"$stderr" 3>&-
)
code=$?

# The record has its block on the disk already, so a full disk does not lose this line; anything else may pass.
until printf '%s\n' "$code" >&3; do
    [ -e "$record" ] || break
    sleep 1
done

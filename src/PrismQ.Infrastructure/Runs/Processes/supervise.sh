# Stands over one run, in a session of its own, and writes down how the script ended, whether a server is there or not.
# $1 the record, $2 the control group's cgroup.procs or nothing, $3 and $4 the files for the output, then the program and its arguments.
prismq_record=$1 prismq_group=$2 prismq_stdout=$3 prismq_stderr=$4
shift 4

# Signals to the whole group are for the script. Handlers, because the script would inherit a signal that is ignored.
trap : HUP INT QUIT USR1 USR2 ALRM TERM

prismq_boot='' prismq_stat=''
[ ! -r /proc/sys/kernel/random/boot_id ] || read -r prismq_boot </proc/sys/kernel/random/boot_id
[ ! -r /proc/$$/stat ] || read -r prismq_stat </proc/$$/stat

# Kept open, so that the record is found again when its folder was moved away for a while.
exec 3>"$prismq_record" || exit 125
printf '%s\n%s\n%s\n' "$prismq_boot" "$prismq_group" "$prismq_stat" >&3 || exit 125

# Unlike supervise.c, without a pipe between: a script that opens /dev/stdout or /dev/stderr anew cuts its output here, and its run says so.
(
    unset PWD OLDPWD SHLVL _
    [ -z "$prismq_group" ] || echo 0 >"$prismq_group" || exit 126
    exec "$@" >>"$prismq_stdout" 2>>"$prismq_stderr" 3>&-
)
prismq_code=$?

# The record has its block on the disk already, so a full disk does not lose this line; anything else may pass.
until printf '%s\n' "$prismq_code" >&3; do
    [ -e "$prismq_record" ] || break
    sleep 1
done

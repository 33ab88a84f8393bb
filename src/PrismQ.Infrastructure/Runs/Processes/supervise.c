/* Stands over one run, in a session of its own, carries its output into the files and writes down how the script ended, whether a server is
   there or not: supervise.sh as a program. It starts in a third of the time, and the kernel puts the script into its control group at birth; a shell has to move itself
   there, for which the kernel waits until every processor has passed a quiet state (10 to 20 ms on an idle machine).

   usage: prismq-run RECORD MEMBERS STDOUT STDERR PROGRAM [ARGUMENT...]
   RECORD is the file to write to; MEMBERS the control group's cgroup.procs, or empty; STDOUT and STDERR the files for the output. */

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef __linux__
#include <linux/sched.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#endif

enum { USAGE = 64, NO_RECORD = 125, NOT_STARTED = 126, NOT_FOUND = 127, SIGNALLED = 128 };
enum { RETRY_MS = 200 };

static const char *record_path;

static pid_t script;
static int script_status;

/* Becomes readable when the script has ended. */
static int ended[2] = {-1, -1};

static void ignore(int signal) { (void)signal; }

/* Collects the script, and what it left behind: that has become ours. */
static void collect(int signal) {
    int before = errno, status;
    pid_t child;
    (void)signal;
    while ((child = waitpid(-1, &status, WNOHANG)) > 0)
        if (child == script) {
            script_status = status;
            (void)!write(ended[1], "", 1);
        }
    errno = before;
}

/* Whoever loses their parent gets this process for it instead of the first one of the system: a stop finds them by that. */
static void adopt_orphans(void) {
#ifdef __linux__
    prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
#endif
}

/* Whoever asks it to end means the script. Handlers, because the script would inherit a signal that is ignored. */
static void leave_signals_to_the_script(void) {
    static const int signals[] = {SIGHUP, SIGINT, SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM, SIGTERM};
    struct sigaction action = {.sa_handler = ignore, .sa_flags = SA_RESTART};
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        sigaction(signals[i], &action, NULL);
}

/* The first line of a small file, without its break; empty where the system has no such file. */
static void read_line(const char *path, char *line, size_t size) {
    ssize_t length = 0;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file >= 0) {
        length = read(file, line, size - 1);
        close(file);
    }
    line[length > 0 ? length : 0] = '\0';
    line[strcspn(line, "\n")] = '\0';
}

/* Who stands over the run: the boot, the control group, this process's entry in the process table. */
static int begin_record(const char *members) {
    char boot[64], stat[1024], text[PATH_MAX + 1200];
    read_line("/proc/sys/kernel/random/boot_id", boot, sizeof boot);
    read_line("/proc/self/stat", stat, sizeof stat);
    int length = snprintf(text, sizeof text, "%s\n%s\n%s\n", boot, members, stat);

    /* Kept open, so that the record is found again when its folder was moved away for a while. */
    int record = open(record_path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, S_IRUSR | S_IWUSR);
    return record >= 0 && write(record, text, length) == length ? record : -1;
}

/* The record has its block on the disk already, so a full disk does not lose this line; anything else may pass. */
static void end_record(int record, int code) {
    char line[16];
    int length = snprintf(line, sizeof line, "%d\n", code);
    while (write(record, line, length) != length && access(record_path, F_OK) == 0)
        sleep(1);
}

/* The way of the shell: a process that is there already moves into its group. */
static int join(const char *members) {
    int file = open(members, O_WRONLY | O_CLOEXEC);
    return file >= 0 && write(file, "0\n", 2) == 2;
}

static pid_t fork_into(const char *members) {
#ifdef CLONE_INTO_CGROUP
    char group[PATH_MAX];
    const char *end = strrchr(members, '/');
    if (end && snprintf(group, sizeof group, "%.*s", (int)(end - members), members) < (int)sizeof group) {
        int folder = open(group, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        struct clone_args how = {.flags = CLONE_INTO_CGROUP, .exit_signal = SIGCHLD, .cgroup = folder};
        pid_t child = folder < 0 ? -1 : (pid_t)syscall(SYS_clone3, &how, sizeof how);
        if (child != 0)
            close(folder);
        if (child >= 0)
            return child;
    }
    /* Before Linux 5.7, and where a container forbids clone3. */
#endif
    pid_t child = fork();
    if (child == 0 && *members && !join(members))
        _exit(NOT_STARTED);
    return child;
}

/* One of the script's outputs. It goes through a pipe: a script that opens /dev/stdout or /dev/stderr would open a file anew, and cut it. */
struct output {
    int file, from, into;
};

static int make_pipe(int ends[2]) {
    return pipe(ends) == 0 && fcntl(ends[0], F_SETFD, FD_CLOEXEC) == 0 && fcntl(ends[1], F_SETFD, FD_CLOEXEC) == 0;
}

static int open_output(struct output *output, const char *path) {
    int ends[2] = {-1, -1};
    output->file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (output->file < 0 || !make_pipe(ends))
        return 0;
    output->from = ends[0];
    output->into = ends[1];
    return 1;
}

static int has_ended(int wait_ms) {
    struct pollfd end = {.fd = ended[0], .events = POLLIN};
    return poll(&end, 1, wait_ms) > 0;
}

/* A full disk holds the script up, and its end too, until there is space again or the run has been removed. */
static void append(int file, const char *bytes, size_t length) {
    while (length > 0) {
        ssize_t written = write(file, bytes, length);
        if (written > 0) {
            bytes += written;
            length -= written;
        } else if (has_ended(RETRY_MS)) {
            if (access(record_path, F_OK) < 0)
                return;
            poll(NULL, 0, RETRY_MS);
        }
    }
}

static ssize_t carry(const struct output *output, size_t most) {
    static char block[64 * 1024];
    ssize_t length = read(output->from, block, most < sizeof block ? most : sizeof block);
    if (length > 0)
        append(output->file, block, length);
    return length;
}

/* Until the script has ended. What it wrote is in the pipes then, and is all that is taken: what it left behind may hold them open. */
static void carry_all(const struct output outputs[2]) {
    struct pollfd waits[3] = {{.fd = outputs[0].from, .events = POLLIN}, {.fd = outputs[1].from, .events = POLLIN}, {.fd = ended[0], .events = POLLIN}};
    while (waits[2].revents == 0)
        if (poll(waits, 3, -1) > 0)
            for (int i = 0; i < 2; i++)
                if (waits[i].revents != 0 && carry(&outputs[i], SIZE_MAX) <= 0)
                    waits[i].fd = -1;
    for (int i = 0; i < 2; i++) {
        int left = 0;
        ssize_t length = 1;
        for (ioctl(outputs[i].from, FIONREAD, &left); left > 0 && length > 0; left -= length)
            length = carry(&outputs[i], left);
    }
}

static void become(char **program, const struct output outputs[2]) {
#ifdef __linux__
    /* A group of its own: what it sends to its whole group, "kill -9 0", is not for the supervisor. Elsewhere the group tells its processes. */
    setpgid(0, 0);
#endif
    if (dup2(outputs[0].into, STDOUT_FILENO) < 0 || dup2(outputs[1].into, STDERR_FILENO) < 0)
        _exit(NOT_STARTED);
    execv(program[0], program);
    dprintf(STDERR_FILENO, "%s cannot be started: %s\n", program[0], strerror(errno));
    _exit(errno == ENOENT ? NOT_FOUND : NOT_STARTED);
}

/* As a shell tells it: the exit code, or 128 and the signal's number. */
static int code_of(int status) {
    return WIFEXITED(status) ? WEXITSTATUS(status) : SIGNALLED + WTERMSIG(status);
}

static int run(char **program, const char *members, struct output outputs[2]) {
    struct sigaction end = {.sa_handler = collect, .sa_flags = SA_RESTART | SA_NOCLDSTOP};
    sigset_t ends, before;
    sigemptyset(&ends);
    sigaddset(&ends, SIGCHLD);
    if (!make_pipe(ended) || sigaction(SIGCHLD, &end, NULL) < 0)
        return NOT_STARTED;
    adopt_orphans();

    /* A script that ends at once is not collected before it is known which it is. */
    sigprocmask(SIG_BLOCK, &ends, &before);
    script = fork_into(members);
    sigprocmask(SIG_SETMASK, &before, NULL);
    if (script == 0)
        become(program, outputs);
    if (script < 0) {
        dprintf(outputs[1].file, "%s cannot be started: %s\n", program[0], strerror(errno));
        return NOT_STARTED;
    }
    close(outputs[0].into);
    close(outputs[1].into);
    carry_all(outputs);
    return code_of(script_status);
}

int main(int count, char **arguments) {
    if (count < 6)
        return USAGE;
    leave_signals_to_the_script();
    record_path = arguments[1];
    int record = begin_record(arguments[2]);
    if (record < 0)
        return NO_RECORD;
    struct output outputs[2];
    int can_print = open_output(&outputs[0], arguments[3]) && open_output(&outputs[1], arguments[4]);
    end_record(record, can_print ? run(arguments + 5, arguments[2], outputs) : NOT_STARTED);
    return 0;
}

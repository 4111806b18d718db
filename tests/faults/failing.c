/* Makes the n-th write, sync, rename, open for writing or truncate under a folder fail, for the tests of failures.

   FAULT_DIR the folder, FAULT_OP one of write sync rename open truncate, FAULT_N which of them (from 1; 0: none),
   FAULT_FROM 1: that one and all after it, FAULT_ERRNO the error, FAULT_COUNT a file that takes the counts at the end.
   FAULT_CUT: instead of an error the power goes: what was written and not synced since is undone, of each write by
   chance (the value seeds it; 0: all of it), and the process ends. Names of files are taken to be kept. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>
#include <sys/stat.h>
#include <sys/types.h>

enum { WRITE, SYNC, RENAME, OPEN, TRUNCATE, OPS };
static const char *names[OPS] = {"write", "sync", "rename", "open", "truncate"};
static long counts[OPS];

static int inside(const char *path) {
    const char *folder = getenv("FAULT_DIR");
    char here[PATH_MAX + 1];
    if (!folder || !path) return 0;
    if (*path != '/') path = getcwd(here, sizeof here);
    return path && strncmp(path, folder, strlen(folder)) == 0;
}

static int inside_fd(int fd) {
    char link[64], path[PATH_MAX + 1];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t n = readlink(link, path, PATH_MAX);
    if (n <= 0) return 0;
    path[n] = 0;
    return inside(path);
}

#define REAL(name) ((__typeof__(&name)) dlsym(RTLD_NEXT, #name))

/* What a file held before a write that was not synced yet: `held` bytes at `at` of a file of `size` bytes. */
struct Unsynced { dev_t dev; ino_t ino; int fd; off64_t at, size; size_t held; char *old; struct Unsynced *before; };
static struct Unsynced *unsynced;

static void remember(int fd, off64_t at, size_t size) {
    struct stat now;
    if (!getenv("FAULT_CUT") || fstat(fd, &now)) return;
    struct Unsynced *row = calloc(1, sizeof *row);
    for (struct Unsynced *each = unsynced; each; each = each->before)
        if (each->dev == now.st_dev && each->ino == now.st_ino) row->fd = each->fd;
    if (!row->fd) {  /* one of our own: the file may be renamed or closed by then */
        char link[64];
        snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
        row->fd = REAL(open64)(link, O_RDWR | O_CLOEXEC, 0);
    }
    row->dev = now.st_dev, row->ino = now.st_ino, row->at = at, row->size = now.st_size;
    row->old = malloc(size ? size : 1);
    ssize_t held = pread64(row->fd, row->old, size, at);
    row->held = held > 0 ? held : 0;
    row->before = unsynced;
    unsynced = row;
}

static void synced(int fd) {
    struct stat now;
    if (fstat(fd, &now)) return;
    for (struct Unsynced **each = &unsynced; *each;)
        if ((*each)->dev == now.st_dev && (*each)->ino == now.st_ino) *each = (*each)->before;
        else each = &(*each)->before;
}

static void cut(void) {
    srand(atoi(getenv("FAULT_CUT")));
    int all = atoi(getenv("FAULT_CUT")) == 0;
    for (struct Unsynced *each = unsynced; each; each = each->before) {
        if (!all && rand() % 2) continue;
        if (REAL(pwrite64)(each->fd, each->old, each->held, each->at) < 0 || REAL(ftruncate64)(each->fd, each->size)) break;
    }
    kill(getpid(), SIGKILL);
}

static int fails(int op) {
    long n = ++counts[op];
    const char *wanted = getenv("FAULT_OP"), *place = getenv("FAULT_N"), *from = getenv("FAULT_FROM");
    if (!wanted || !place || strcmp(wanted, names[op]) != 0) return 0;
    long which = atol(place);
    if (which <= 0 || (n != which && !(from && *from == '1' && n > which))) return 0;
    if (getenv("FAULT_CUT")) cut();
    const char *error = getenv("FAULT_ERRNO");
    errno = error ? atoi(error) : EIO;
    return 1;
}

void count_from_here(void) { memset(counts, 0, sizeof counts); }

static void report(void) __attribute__((destructor));
static void report(void) {
    const char *file = getenv("FAULT_COUNT");
    if (!file) return;
    FILE *out = fopen(file, "w");
    if (!out) return;
    for (int op = 0; op < OPS; op++) fprintf(out, "%s %ld\n", names[op], counts[op]);
    fclose(out);
}

ssize_t write(int fd, const void *data, size_t size) {
    int here = inside_fd(fd);
    if (here && fails(WRITE)) return -1;
    if (here) remember(fd, lseek64(fd, 0, SEEK_CUR), size);
    return REAL(write)(fd, data, size);
}
ssize_t pwrite(int fd, const void *data, size_t size, off_t at) {
    int here = inside_fd(fd);
    if (here && fails(WRITE)) return -1;
    if (here) remember(fd, at, size);
    return REAL(pwrite)(fd, data, size, at);
}
ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at) {
    int here = inside_fd(fd);
    if (here && fails(WRITE)) return -1;
    if (here) remember(fd, at, size);
    return REAL(pwrite64)(fd, data, size, at);
}
int fsync(int fd) {
    int here = inside_fd(fd);
    if (here && fails(SYNC)) return -1;
    int done = REAL(fsync)(fd);
    if (here && !done) synced(fd);
    return done;
}
int fdatasync(int fd) {
    int here = inside_fd(fd);
    if (here && fails(SYNC)) return -1;
    int done = REAL(fdatasync)(fd);
    if (here && !done) synced(fd);
    return done;
}
int ftruncate(int fd, off_t size) {
    int here = inside_fd(fd);
    if (here && fails(TRUNCATE)) return -1;
    struct stat now;
    if (here && !fstat(fd, &now) && now.st_size > size) remember(fd, size, now.st_size - size);
    return REAL(ftruncate)(fd, size);
}
int ftruncate64(int fd, off64_t size) {
    int here = inside_fd(fd);
    if (here && fails(TRUNCATE)) return -1;
    struct stat now;
    if (here && !fstat(fd, &now) && now.st_size > size) remember(fd, size, now.st_size - size);
    return REAL(ftruncate64)(fd, size);
}
int rename(const char *old, const char *new) {
    if (inside(new) && fails(RENAME)) return -1;
    return REAL(rename)(old, new);
}
int open(const char *path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0;
    va_end(more);
    if ((flags & O_ACCMODE) != O_RDONLY && inside(path) && fails(OPEN)) return -1;
    return REAL(open)(path, flags, mode);
}
int open64(const char *path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0;
    va_end(more);
    if ((flags & O_ACCMODE) != O_RDONLY && inside(path) && fails(OPEN)) return -1;
    return REAL(open64)(path, flags, mode);
}

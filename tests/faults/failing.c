/* Makes the n-th write, sync, rename, open for writing or truncate under a folder fail, for the tests of failures.

   FAULT_DIR the folder, FAULT_OP one of write sync rename open truncate, FAULT_N which of them (from 1; 0: none),
   FAULT_FROM 1: that one and all after it, FAULT_ERRNO the error, FAULT_COUNT a file that takes the counts at the end. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <sys/types.h>

enum { WRITE, SYNC, RENAME, OPEN, TRUNCATE, OPS };
static const char *names[OPS] = {"write", "sync", "rename", "open", "truncate"};
static long counts[OPS];

static int inside(const char *path) {
    const char *folder = getenv("FAULT_DIR");
    return folder && path && strncmp(path, folder, strlen(folder)) == 0;
}

static int inside_fd(int fd) {
    char link[64], path[PATH_MAX + 1];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t n = readlink(link, path, PATH_MAX);
    if (n <= 0) return 0;
    path[n] = 0;
    return inside(path);
}

static int fails(int op) {
    long n = ++counts[op];
    const char *wanted = getenv("FAULT_OP"), *place = getenv("FAULT_N"), *from = getenv("FAULT_FROM");
    if (!wanted || !place || strcmp(wanted, names[op]) != 0) return 0;
    long which = atol(place);
    if (which <= 0 || (n != which && !(from && *from == '1' && n > which))) return 0;
    const char *error = getenv("FAULT_ERRNO");
    errno = error ? atoi(error) : EIO;
    return 1;
}

static void report(void) __attribute__((destructor));
static void report(void) {
    const char *file = getenv("FAULT_COUNT");
    if (!file) return;
    FILE *out = fopen(file, "w");
    if (!out) return;
    for (int op = 0; op < OPS; op++) fprintf(out, "%s %ld\n", names[op], counts[op]);
    fclose(out);
}

#define REAL(name) ((__typeof__(&name)) dlsym(RTLD_NEXT, #name))

ssize_t write(int fd, const void *data, size_t size) {
    if (inside_fd(fd) && fails(WRITE)) return -1;
    return REAL(write)(fd, data, size);
}
ssize_t pwrite(int fd, const void *data, size_t size, off_t at) {
    if (inside_fd(fd) && fails(WRITE)) return -1;
    return REAL(pwrite)(fd, data, size, at);
}
ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at) {
    if (inside_fd(fd) && fails(WRITE)) return -1;
    return REAL(pwrite64)(fd, data, size, at);
}
int fsync(int fd) {
    if (inside_fd(fd) && fails(SYNC)) return -1;
    return REAL(fsync)(fd);
}
int fdatasync(int fd) {
    if (inside_fd(fd) && fails(SYNC)) return -1;
    return REAL(fdatasync)(fd);
}
int ftruncate(int fd, off_t size) {
    if (inside_fd(fd) && fails(TRUNCATE)) return -1;
    return REAL(ftruncate)(fd, size);
}
int ftruncate64(int fd, off64_t size) {
    if (inside_fd(fd) && fails(TRUNCATE)) return -1;
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

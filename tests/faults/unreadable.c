/* A disk that does not give part of a file back: reading any of its bytes from FAULT_FIRST up to FAULT_END fails.

   FAULT_FILE the file, by its whole path. A read that begins before the part ends where the part begins. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name)) dlsym(RTLD_NEXT, #name))

/* How many bytes can be read from there; -1 where none can. */
static ssize_t readable(int fd, size_t size, off64_t at) {
    const char *file = getenv("FAULT_FILE");
    char link[64], path[PATH_MAX + 1];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t n = file ? readlink(link, path, PATH_MAX) : 0;
    if (n <= 0) return size;
    path[n] = 0;
    off64_t first = atoll(getenv("FAULT_FIRST")), end = atoll(getenv("FAULT_END"));
    if (strcmp(path, file) || at >= end || at + (off64_t) size <= first) return size;
    if (at < first) return first - at;
    errno = EIO;
    return -1;
}

ssize_t read(int fd, void *data, size_t size) {
    ssize_t most = readable(fd, size, lseek64(fd, 0, SEEK_CUR));
    return most < 0 ? -1 : REAL(read)(fd, data, most);
}
ssize_t pread(int fd, void *data, size_t size, off_t at) {
    ssize_t most = readable(fd, size, at);
    return most < 0 ? -1 : REAL(pread)(fd, data, most, at);
}
ssize_t pread64(int fd, void *data, size_t size, off64_t at) {
    ssize_t most = readable(fd, size, at);
    return most < 0 ? -1 : REAL(pread64)(fd, data, most, at);
}

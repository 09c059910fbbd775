// The three Linux headers that Swift's Glibc module leaves out; empty elsewhere.
#ifdef __linux__
#include <malloc.h>
#include <sys/epoll.h>
#include <sys/signalfd.h>
#endif

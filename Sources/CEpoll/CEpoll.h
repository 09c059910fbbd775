// The two Linux headers that Swift's Glibc module leaves out; empty elsewhere.
#ifdef __linux__
#include <sys/epoll.h>
#include <sys/signalfd.h>
#endif

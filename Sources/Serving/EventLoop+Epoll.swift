#if os(Linux)
  import CEpoll
  import Glibc

  struct EventLoop: ~Copyable {
    private let descriptor: Int32
    private var events = [epoll_event](repeating: epoll_event(), count: 256)

    init() throws(SystemError) {
      let made = epoll_create1(Int32(EPOLL_CLOEXEC))
      if made < 0 { throw SystemError.last("epoll_create1") }
      descriptor = made
    }

    deinit { Syscalls.close(descriptor) }

    func add(_ watched: Int32, _ interest: Interest) throws(SystemError) {
      try control(EPOLL_CTL_ADD, watched, interest)
    }

    func change(_ watched: Int32, from old: Interest, to new: Interest) throws(SystemError) {
      if old != new { try control(EPOLL_CTL_MOD, watched, new) }
    }

    func remove(_ watched: Int32, _ interest: Interest) {
      var event = epoll_event()
      _ = epoll_ctl(descriptor, EPOLL_CTL_DEL, watched, &event)
    }

    /// Waits at most so long, without end for -1; puts what is ready in `ready`.
    mutating func wait(milliseconds: Int32, into ready: inout [Readiness]) {
      ready.removeAll(keepingCapacity: true)
      let count = epoll_wait(descriptor, &events, Int32(events.count), milliseconds)
      for event in events.prefix(Int(max(count, 0))) {
        let failed = event.events & (EPOLLERR.rawValue | EPOLLHUP.rawValue) != 0
        ready.append(
          Readiness(
            descriptor: event.data.fd, canRead: failed || event.events & EPOLLIN.rawValue != 0,
            canWrite: failed || event.events & EPOLLOUT.rawValue != 0))
      }
    }

    private func control(_ operation: Int32, _ watched: Int32, _ interest: Interest) throws(SystemError) {
      var event = epoll_event()
      if interest.contains(.read) { event.events |= EPOLLIN.rawValue }
      if interest.contains(.write) { event.events |= EPOLLOUT.rawValue }
      event.data.fd = watched
      if epoll_ctl(descriptor, operation, watched, &event) != 0 { throw SystemError.last("epoll_ctl") }
    }
  }
#endif

#if canImport(Darwin)
  import Darwin

  struct EventLoop: ~Copyable {
    private let descriptor: Int32
    private var events = [kevent](repeating: kevent(), count: 256)

    init() throws(SystemError) {
      let made = kqueue()
      if made < 0 { throw SystemError.last("kqueue") }
      descriptor = made
    }

    deinit { Syscalls.close(descriptor) }

    func add(_ watched: Int32, _ interest: Interest) throws(SystemError) {
      try change(watched, from: [], to: interest)
    }

    func change(_ watched: Int32, from old: Interest, to new: Interest) throws(SystemError) {
      try change(watched, Int16(EVFILT_READ), old.contains(.read), new.contains(.read))
      try change(watched, Int16(EVFILT_WRITE), old.contains(.write), new.contains(.write))
    }

    func remove(_ watched: Int32, _ interest: Interest) {
      try? change(watched, from: interest, to: [])
    }

    /// Waits at most so long, without end for -1; puts what is ready in `ready`.
    mutating func wait(milliseconds: Int32, into ready: inout [Readiness]) {
      ready.removeAll(keepingCapacity: true)
      var limit = timespec(tv_sec: Int(milliseconds) / 1000, tv_nsec: Int(milliseconds) % 1000 * 1_000_000)
      let room = Int32(events.count)
      let count =
        milliseconds < 0
        ? kevent(descriptor, nil, 0, &events, room, nil) : kevent(descriptor, nil, 0, &events, room, &limit)
      for event in events.prefix(Int(max(count, 0))) {
        ready.append(
          Readiness(
            descriptor: Int32(event.ident), canRead: event.filter == Int16(EVFILT_READ),
            canWrite: event.filter == Int16(EVFILT_WRITE)))
      }
    }

    private func change(_ watched: Int32, _ filter: Int16, _ old: Bool, _ new: Bool) throws(SystemError) {
      if old == new { return }
      var change = kevent(
        ident: UInt(watched), filter: filter, flags: UInt16(new ? EV_ADD : EV_DELETE), fflags: 0, data: 0,
        udata: nil)
      if kevent(descriptor, &change, 1, nil, 0, nil) < 0 { throw SystemError.last("kevent") }
    }
  }
#endif

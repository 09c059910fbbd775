#if canImport(Darwin)
  import Darwin
#else
  import CEpoll
  import Glibc
#endif

/// The signals that the server answers, as a descriptor that can be read when one has come.
///
/// From its creation they no longer end the program.
struct Signals: ~Copyable {
  enum Signal: Equatable {
    /// SIGTERM or SIGINT: answer what was read, and end.
    case end
    /// SIGHUP: read the files anew.
    case reload
  }

  let descriptor: Int32

  #if canImport(Darwin)
    init() throws(SystemError) {
      let made = kqueue()
      if made < 0 { throw SystemError.last("kqueue") }
      for number in [SIGTERM, SIGINT, SIGHUP] {
        signal(number, SIG_IGN)
        var change = kevent(
          ident: UInt(number), filter: Int16(EVFILT_SIGNAL), flags: UInt16(EV_ADD), fflags: 0, data: 0,
          udata: nil)
        if kevent(made, &change, 1, nil, 0, nil) < 0 {
          let error = SystemError.last("kevent")
          Syscalls.close(made)
          throw error
        }
      }
      descriptor = made
    }

    /// The next signal that has come, or nil.
    func next() -> Signal? {
      var event = kevent()
      var now = timespec()
      guard kevent(descriptor, nil, 0, &event, 1, &now) == 1 else { return nil }
      return event.ident == UInt(SIGHUP) ? .reload : .end
    }
  #else
    init() throws(SystemError) {
      var numbers = sigset_t()
      sigemptyset(&numbers)
      for number in [SIGTERM, SIGINT, SIGHUP] { sigaddset(&numbers, number) }
      if pthread_sigmask(SIG_BLOCK, &numbers, nil) != 0 { throw SystemError.last("pthread_sigmask") }
      let made = signalfd(-1, &numbers, Int32(SFD_CLOEXEC | SFD_NONBLOCK))
      if made < 0 { throw SystemError.last("signalfd") }
      descriptor = made
    }

    /// The next signal that has come, or nil.
    func next() -> Signal? {
      var buffer = [UInt8](repeating: 0, count: MemoryLayout<signalfd_siginfo>.size)
      guard Syscalls.read(descriptor, into: &buffer) == .moved(buffer.count) else { return nil }
      let number = buffer.withUnsafeBytes { $0.load(as: signalfd_siginfo.self).ssi_signo }
      return number == UInt32(SIGHUP) ? .reload : .end
    }
  #endif

  deinit { Syscalls.close(descriptor) }
}

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// An address as the system writes it, of whichever family.
struct RawAddress {
  var storage = sockaddr_storage()
  var length = socklen_t(MemoryLayout<sockaddr_storage>.size)

  var family: Int32 { Int32(storage.ss_family) }

  mutating func withPointer<Result>(_ body: (UnsafeMutablePointer<sockaddr>, inout socklen_t) -> Result)
    -> Result
  {
    var length = length
    defer { self.length = length }
    return withUnsafeMutablePointer(to: &storage) { storage in
      storage.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, &length) }
    }
  }

  /// The address of a path; nil for one that is too long for a socket.
  init?(path: String) {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let fits = withUnsafeMutableBytes(of: &address.sun_path) { room in
      guard path.utf8.count < room.count else { return false }
      room.copyBytes(from: path.utf8)
      return true
    }
    guard fits else { return nil }
    withUnsafeBytes(of: &address) { bytes in
      withUnsafeMutableBytes(of: &storage) { $0.copyMemory(from: bytes) }
    }
    length = socklen_t(MemoryLayout<sockaddr_un>.size)
  }

  init() {}

  /// Whether only this machine reaches it.
  var isLoopback: Bool {
    withUnsafeBytes(of: storage) { bytes in
      switch family {
      case AF_INET: bytes[MemoryLayout<sockaddr_in>.offset(of: \.sin_addr) ?? 4] == 127
      case AF_INET6:
        bytes[8..<23].allSatisfy { $0 == 0 } && bytes[23] == 1
      default: true
      }
    }
  }

  /// `127.0.0.1:7007` or `[::1]:7007`; getnameinfo
  var text: String {
    var copy = self
    var host = [CChar](repeating: 0, count: 256)
    var service = [CChar](repeating: 0, count: 32)
    let failed = copy.withPointer { pointer, length in
      getnameinfo(
        pointer, length, &host, socklen_t(host.count), &service, socklen_t(service.count),
        NI_NUMERICHOST | NI_NUMERICSERV)
    }
    guard failed == 0 else { return "?" }
    let name = Self.string(host)
    return (family == AF_INET6 ? "[\(name)]" : name) + ":" + Self.string(service)
  }

  private static func string(_ characters: [CChar]) -> String {
    String(decoding: characters.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}

extension Syscalls {
  /// The first address of a host and port; getaddrinfo
  static func resolve(host: String, port: UInt16) -> RawAddress? {
    var hints = addrinfo()
    hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
    #if canImport(Darwin)
      hints.ai_socktype = SOCK_STREAM
    #else
      hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    #endif
    var list: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, String(port), &hints, &list) == 0, let first = list else { return nil }
    defer { freeaddrinfo(first) }
    var address = RawAddress()
    address.length = first.pointee.ai_addrlen
    withUnsafeMutableBytes(of: &address.storage) {
      $0.copyMemory(from: UnsafeRawBufferPointer(start: first.pointee.ai_addr, count: Int(address.length)))
    }
    return address
  }

  /// A stream socket that does not block; socket
  static func socket(_ family: Int32) throws(SystemError) -> Int32 {
    #if canImport(Darwin)
      let made = Darwin.socket(family, SOCK_STREAM, 0)
    #else
      let made = Glibc.socket(family, Int32(SOCK_STREAM.rawValue), 0)
    #endif
    if made < 0 { throw SystemError.last("socket") }
    makeNonblocking(made)
    return made
  }

  /// Two stream sockets connected with each other, which block; socketpair
  static func socketPair() throws(SystemError) -> (Int32, Int32) {
    var pair: [Int32] = [0, 0]
    #if canImport(Darwin)
      let failed = socketpair(AF_UNIX, SOCK_STREAM, 0, &pair)
    #else
      let failed = socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &pair)
    #endif
    if failed != 0 { throw SystemError.last("socketpair") }
    return (pair[0], pair[1])
  }

  /// Tells the other side that nothing more will be sent; shutdown
  static func endOutput(_ socket: Int32) {
    #if canImport(Darwin)
      _ = shutdown(socket, SHUT_WR)
    #else
      _ = shutdown(socket, Int32(SHUT_WR))
    #endif
  }

  /// fcntl
  static func makeNonblocking(_ descriptor: Int32) {
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
  }

  /// bind, listen
  static func listen(_ socket: Int32, at address: RawAddress) throws(SystemError) {
    var address = address
    set(socket, SOL_SOCKET, SO_REUSEADDR)
    if address.withPointer({ bind(socket, $0, $1) }) != 0 { throw SystemError.last("bind") }
    #if canImport(Darwin)
      let failed = Darwin.listen(socket, SOMAXCONN)
    #else
      let failed = Glibc.listen(socket, SOMAXCONN)
    #endif
    if failed != 0 { throw SystemError.last("listen") }
  }

  /// Whether somebody may listen at an address; connect
  ///
  /// Only a refusal is certain. A listener whose queue is full answers EAGAIN, one of another kind EPROTOTYPE, and
  /// somebody else's EACCES: they all live.
  static func isAnswered(_ address: RawAddress) -> Bool {
    var address = address
    guard let probe = try? socket(address.family) else { return true }
    defer { close(probe) }
    return address.withPointer { connect(probe, $0, $1) } == 0 || errno != ECONNREFUSED
  }

  /// Where a socket listens in truth; getsockname
  static func address(of socket: Int32) -> RawAddress {
    var address = RawAddress()
    _ = address.withPointer { getsockname(socket, $0, &$1) }
    return address
  }

  /// The next connection that waits; nil where there is none. accept
  static func accept(_ listener: Int32) throws(SystemError) -> Int32? {
    while true {
      #if canImport(Darwin)
        let accepted = Darwin.accept(listener, nil, nil)
      #else
        let accepted = Glibc.accept(listener, nil, nil)
      #endif
      if accepted >= 0 {
        makeNonblocking(accepted)
        set(accepted, Int32(IPPROTO_TCP), TCP_NODELAY)
        // A machine that is gone without a word does not keep its place for ever.
        set(accepted, SOL_SOCKET, SO_KEEPALIVE)
        return accepted
      }
      switch errno {
      case EINTR, ECONNABORTED: continue
      case EAGAIN: return nil
      default: throw SystemError.last("accept")
      }
    }
  }

  /// Ends a connection so that what was sent still arrives: unread input would make the system drop it.
  /// shutdown, read, close
  static func closeGently(_ socket: Int32) {
    endOutput(socket)
    var rest = [UInt8](repeating: 0, count: 16_384)
    for _ in 0..<8 {
      guard case .moved = read(socket, into: &rest) else { break }
    }
    close(socket)
  }

  /// What distinguishes one file from all others; nil where there is none. lstat
  static func identity(path: String) -> (device: UInt64, file: UInt64, isSocket: Bool)? {
    var info = stat()
    guard lstat(path, &info) == 0 else { return nil }
    return (UInt64(truncatingIfNeeded: info.st_dev), UInt64(info.st_ino), info.st_mode & S_IFMT == S_IFSOCK)
  }

  static func remove(path: String) { unlink(path) }

  /// Carries out `body` while new files are for their owner alone; umask
  static func withPrivateFiles<Result>(_ body: () throws(SystemError) -> Result) throws(SystemError) -> Result
  {
    let before = umask(0o177)
    defer { umask(before) }
    return try body()
  }

  /// Lets the program have as many descriptors as it may; setrlimit
  static func raiseDescriptorLimit(to wanted: Int) {
    var limit = rlimit()
    #if canImport(Darwin)
      let resource = RLIMIT_NOFILE
    #else
      let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    #endif
    guard getrlimit(resource, &limit) == 0, limit.rlim_cur < rlim_t(wanted) else { return }
    limit.rlim_cur = min(limit.rlim_max, rlim_t(wanted))
    _ = setrlimit(resource, &limit)
  }

  private static func set(_ socket: Int32, _ level: Int32, _ option: Int32) {
    var one: Int32 = 1
    _ = setsockopt(socket, level, option, &one, socklen_t(MemoryLayout<Int32>.size))
  }
}

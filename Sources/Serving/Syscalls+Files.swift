#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

extension Syscalls {
  /// Seconds since 1970; time
  static func wallClock() -> Int64 { Int64(time(nil)) }

  /// mkdir; a directory that is there already is none of its business.
  static func makePrivateDirectory(_ path: String) throws(SystemError) {
    if mkdir(path, 0o700) != 0, errno != EEXIST { throw SystemError.last("mkdir") }
  }

  /// Opens a file for its owner alone, made if need be, to read it and to add at its end; open
  static func openToAppend(_ path: String) throws(SystemError) -> Int32 {
    let opened = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    if opened < 0 { throw SystemError.last("open") }
    return opened
  }

  /// fstat
  static func size(of file: Int32) -> Int {
    var info = stat()
    return fstat(file, &info) == 0 ? Int(info.st_size) : 0
  }

  /// ftruncate
  static func truncate(_ file: Int32, to size: Int) { _ = ftruncate(file, off_t(size)) }

  /// Up to so many bytes from `offset`; pread
  static func read(_ file: Int32, at offset: Int, count: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = max(0, pread(file, buffer.baseAddress, count, off_t(offset)))
    }
  }

  /// Writes all of it; write
  static func append(_ bytes: [UInt8], to file: Int32) throws(SystemError) {
    var left = bytes[...]
    while !left.isEmpty {
      guard case .moved(let count) = write(file, left) else { throw SystemError.last("write") }
      left = left.dropFirst(count)
    }
  }

  /// Waits until what was written is on the disk; fdatasync
  static func sync(_ file: Int32) throws(SystemError) {
    #if canImport(Darwin)
      if fcntl(file, F_FULLFSYNC) != 0 { throw SystemError.last("fcntl") }
    #else
      if fdatasync(file) != 0 { throw SystemError.last("fdatasync") }
    #endif
  }

  /// Waits until a directory's new names are on the disk; fsync
  static func syncDirectory(_ path: String) throws(SystemError) {
    let opened = open(path, O_RDONLY | O_CLOEXEC)
    if opened < 0 { throw SystemError.last("open") }
    defer { close(opened) }
    if fsync(opened) != 0 { throw SystemError.last("fsync") }
  }

  /// Whether the file is now this program's alone, until it is closed; flock
  static func lock(_ file: Int32) -> Bool { flock(file, LOCK_EX | LOCK_NB) == 0 }

  /// The names in a directory, sorted; readdir
  static func names(in directory: String) -> [String] {
    guard let opened = opendir(directory) else { return [] }
    defer { closedir(opened) }
    var names: [String] = []
    while let entry = readdir(opened) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      names.append(name)
    }
    return names.sorted()
  }
}

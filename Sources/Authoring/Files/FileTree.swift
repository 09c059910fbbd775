#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reading staff's files from disk.
public enum FileTree {
  /// The largest file that is read, in bytes.
  public static let fileLimit = 16 << 20

  /// The paths of a directory's rec files, by name; a message where there are none.
  public static func recFiles(in directory: String) -> (paths: [String], problems: [String]) {
    guard let names = names(in: directory) else {
      return ([], ["\(directory): the directory cannot be read"])
    }
    let paths = names.filter(isRecFile).map { directory + "/" + $0 }
    return (paths, paths.isEmpty ? ["\(directory): holds no .rec files"] : [])
  }

  private static func isRecFile(_ name: String) -> Bool { name.hasSuffix(".rec") && !name.hasPrefix(".") }

  /// The bytes of a file, or nil where it cannot be read or is over the limit.
  public static func contents(of path: String) -> [UInt8]? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    // The bytes go where they stay; a file that grows meanwhile is read on in further parts.
    setvbuf(file, nil, _IONBF, 0)
    var status = stat()
    var size = fstat(fileno(file), &status) == 0 ? max(0, Int(status.st_size)) + 1 : 1 << 16
    var bytes: [UInt8] = []
    while bytes.count <= fileLimit {
      size = min(size, fileLimit + 1)
      let part = [UInt8](unsafeUninitializedCapacity: size) { part, count in
        count = fread(part.baseAddress, 1, size, file)
      }
      bytes = bytes.isEmpty ? part : bytes + part
      if ferror(file) != 0 { return nil }
      if part.count < size { return bytes }
      size = 1 << 16
    }
    return nil
  }

  /// The article files of a directory (`.txt`), by name; nil where it cannot be read.
  public static func articles(in directory: String) -> [(name: String, bytes: [UInt8])]? {
    guard let names = names(in: directory) else { return nil }
    return names.filter { $0.hasSuffix(".txt") }.sorted().compactMap { name in
      contents(of: directory + "/" + name).map { (name, $0) }
    }
  }

  /// Name, size and time of change of every rec file in the directories: equal as long as nothing is saved.
  public static func stamps(in directories: [String]) -> [String] {
    directories.flatMap { directory -> [String] in
      (names(in: directory) ?? []).filter(isRecFile).map { name in
        var status = stat()
        guard stat(directory + "/" + name, &status) == 0 else { return "\(directory)/\(name)" }
        #if canImport(Darwin)
          let time = status.st_mtimespec
        #else
          let time = status.st_mtim
        #endif
        return "\(directory)/\(name) \(time.tv_sec).\(time.tv_nsec) \(status.st_size)"
      }
    }
  }

  /// Those of the files that a path names, itself or a directory above them, however it is written.
  public static func files(_ paths: [String], at name: String) -> [String] {
    guard let wanted = realPath(of: name) else { return [] }
    let prefix = wanted.hasSuffix("/") ? wanted : wanted + "/"
    return paths.filter { path in realPath(of: path).map { ($0 + "/").hasPrefix(prefix) } == true }
  }

  /// The path from the root, without `..` and links; nil where there is nothing.
  private static func realPath(of path: String) -> String? {
    guard let found = realpath(path, nil) else { return nil }
    defer { free(found) }
    return String(cString: found)
  }

  public static func isDirectory(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The names of what a directory holds, sorted, or nil where it cannot be read.
  private static func names(in directory: String) -> [String]? {
    guard let stream = opendir(directory) else { return nil }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      names.append(
        withUnsafePointer(to: &entry.pointee.d_name) { name in
          name.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        })
    }
    return names.sorted()
  }
}

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Reading staff's files from disk.
public enum FileTree {
  /// The largest file that is read, in bytes.
  public static let fileLimit = 16 << 20

  /// The rec files of a directory, by name; a message for what could not be read.
  public static func recFiles(in directory: String) -> (files: [(path: String, bytes: [UInt8])], problems: [String]) {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
    } catch {
      return ([], ["\(directory): the directory cannot be read"])
    }
    var files: [(path: String, bytes: [UInt8])] = []
    var problems: [String] = []
    for name in names where name.hasSuffix(".rec") && !name.hasPrefix(".") {
      let path = directory + "/" + name
      if let bytes = contents(of: path) {
        files.append((path, bytes))
      } else {
        problems.append("\(path): the file cannot be read")
      }
    }
    if files.isEmpty && problems.isEmpty { problems.append("\(directory): holds no .rec files") }
    return (files, problems)
  }

  /// The bytes of a file, or nil where it cannot be read or is over the limit.
  public static func contents(of path: String) -> [UInt8]? {
    guard let data = FileManager.default.contents(atPath: path), data.count <= fileLimit else { return nil }
    return [UInt8](data)
  }

  /// The article files of a directory (`.txt`), by name; nil where it cannot be read.
  public static func articles(in directory: String) -> [(name: String, bytes: [UInt8])]? {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: directory) else { return nil }
    return names.filter { $0.hasSuffix(".txt") }.sorted().compactMap { name in
      contents(of: directory + "/" + name).map { (name, $0) }
    }
  }

  /// Name, size and time of change of every rec file in the directories: equal as long as nothing is saved.
  public static func stamps(in directories: [String]) -> [String] {
    directories.flatMap { directory -> [String] in
      let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
      return names.filter { $0.hasSuffix(".rec") && !$0.hasPrefix(".") }.sorted().map { name in
        let attributes = try? FileManager.default.attributesOfItem(atPath: directory + "/" + name)
        let date = (attributes?[.modificationDate] as? Date)?.timeIntervalSinceReferenceDate ?? 0
        return "\(directory)/\(name) \(date) \(attributes?[.size] as? Int ?? 0)"
      }
    }
  }

  public static func isDirectory(_ path: String) -> Bool {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return attributes?[.type] as? FileAttributeType == .typeDirectory
  }
}

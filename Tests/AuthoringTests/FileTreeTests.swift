import Foundation
import Testing

@testable import Authoring

@Suite struct FileTreeTests {
  @Test func aPathNamesFilesHoweverItIsWritten() throws {
    let directory = NSTemporaryDirectory() + "enquiry-\(UUID().uuidString.prefix(8))"
    try FileManager.default.createDirectory(atPath: directory + "/A", withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: directory) }
    let paths = ["/A/one.rec", "/A/two.rec", "/three.rec"].map { directory + $0 }
    for path in paths { try Data().write(to: URL(fileURLWithPath: path)) }
    for (name, count) in [
      ("", 3), ("/", 3), ("/A", 2), ("/A/", 2), ("/A/../A//one.rec", 1), ("/./three.rec", 1), ("/A/on", 0),
      ("/B", 0),
    ] {
      #expect(FileTree.files(paths, at: directory + name).count == count, "\(name)")
    }
    #expect(FileTree.files(paths, at: directory + "/A/two.rec") == [paths[1]])
  }

  @Test(arguments: [
    ("one\ntwo", "one two"), ("四会\n土地，\n很多", "四会土地，很多"), ("四会 \nXpeng", "四会  Xpeng"), ("\na\n\nb", "a b"),
    ("a", "a"),
  ])
  func continuedLinesAreJoined(text: String, joined: String) { #expect(text.joiningLines == joined) }
}

#include "base/text.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace arcsat;

TEST_CASE("text: whatever a user wrote stands in one line of printable UTF-8") {
  CHECK(one_line("plain", 10) == "plain");
  CHECK(one_line("", 0).empty());
  CHECK(one_line("0123456789", 10) == "0123456789");
  CHECK(one_line("0123456789a", 10) == "0123456789…");
  CHECK(one_line("a\nb\r\x1b[31m\x7f", 40) == "a\\x0ab\\x0d\\x1b[31m\\x7f");
  CHECK(one_line(std::string("\0", 1), 40) == "\\x00");
  CHECK(one_line("äöü → ∎ 𝄞", 40) == "äöü → ∎ 𝄞");
  CHECK(one_line("\x80", 40) == "\\x80");           // a lone continuation byte
  CHECK(one_line("\xc3", 40) == "\\xc3");           // cut off
  CHECK(one_line("\xe2\x82", 40) == "\\xe2\\x82");  // cut off
  CHECK(one_line("\xc2\x85", 40) == "\\xc2\\x85");  // a control character in two bytes
  CHECK(one_line("\xff\xfe", 40) == "\\xff\\xfe");
  // A character is not cut in two: the length is kept about.
  CHECK(one_line("aaaä!", 4) == "aaaä…");
  CHECK(in_quotes("a\"b") == "\"a\"b\"");
  CHECK(in_quotes(std::string(50, 'x')) == "\"" + std::string(40, 'x') + "…\"");
}

TEST_CASE("text: for a terminal, strict UTF-8 on one line") {
  CHECK(for_terminal("").empty());
  CHECK(for_terminal("äöü → ∎ 𝄞 |*<") == "äöü → ∎ 𝄞 |*<");
  CHECK(for_terminal("\xc0\xaf") == "\\xc0\\xaf");                    // overlong
  CHECK(for_terminal("\xe0\x80\xaf") == "\\xe0\\x80\\xaf");           // overlong
  CHECK(for_terminal("\xed\xa0\x80") == "\\xed\\xa0\\x80");           // a surrogate
  CHECK(for_terminal("\xf4\x90\x80\x80") == "\\xf4\\x90\\x80\\x80");  // beyond U+10FFFF
  CHECK(for_terminal("\xf4\x8f\xbf\xbf") == "\xf4\x8f\xbf\xbf");
  CHECK(for_terminal("a\u2028b\u2029c") == "a\\xe2\\x80\\xa8b\\xe2\\x80\\xa9c");  // line ends
  CHECK(for_terminal("\u202egpj.exe") == "\\xe2\\x80\\xaegpj.exe");               // from right to left
  CHECK(for_terminal("\ufeff") == "\\xef\\xbb\\xbf");
  CHECK(for_terminal(for_terminal("\x1b\xff\n")) == for_terminal("\x1b\xff\n"));
}

TEST_CASE("text: for JSON, valid UTF-8 and nothing else changed") {
  CHECK(for_json("a\nb\x1b\u2028\"\\") == "a\nb\x1b\u2028\"\\");
  CHECK(for_json("caf\xe9") == "caf\\xe9");
  CHECK(for_json("\xed\xa0\x80") == "\\xed\\xa0\\x80");
}

TEST_CASE("text: for XML, the characters that XML 1.0 has") {
  CHECK(for_xml("a\x01\x0b\n<&>") == "a\\x01\\x0b\\x0a<&>");
  CHECK(for_xml("\uffff\ufffe\ufffd") == "\\xef\\xbf\\xbf\\xef\\xbf\\xbe\ufffd");
}

TEST_CASE("text: for Markdown, no markup") {
  CHECK(for_markdown("L=2, m=3, n=(1,1), q=(2,3) 0.5") == "L=2, m=3, n=(1,1), q=(2,3) 0.5");
  CHECK(for_markdown("snake_case_2 _it_") == "snake_case_2 \\_it\\_");
  CHECK(for_markdown("a|b\n`c` <b> *d* [e]\\") == "a\\|b\\\\x0a\\`c\\` \\<b\\> \\*d\\* \\[e\\]\\\\");
}

// A whole page: a template between head and foot, with its style and scripts inside and nothing from elsewhere.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"

namespace arcsat {

/// The page NAME.mustache. `content` has its title; `files` are styles (.css) and scripts (.js) beside the template, after style.css and
/// page.js, which every page has. Its Content-Security-Policy allows these, by their hashes, and nothing else.
std::string page_text(std::string_view name, Json content, const std::vector<std::string_view>& files = {});

/// JSON for a <script> element: on one line, and without a "<", which could end it.
std::string json_for_script(const Json& json);

}  // namespace arcsat

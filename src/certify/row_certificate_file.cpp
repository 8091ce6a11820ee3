#include "certify/row_certificate_file.hpp"

#include "base/json.hpp"
#include "certify/two_step_file.hpp"

namespace arcsat {

namespace {

std::vector<std::size_t> places_in(const Node& node) {
  const std::vector<std::uint32_t> places = numbers_in(node);
  return {places.begin(), places.end()};
}

RowPart row_part_in(const Node& node) {
  const Node::Array& triple = node.array();
  if (triple.size() != 3) node.expected("[tables, positions, weight]");
  return {places_in(triple[0]), places_in(triple[1]), weight_in(triple[2])};
}

}  // namespace

std::string to_json(const RowCertificate& certificate) {
  Json templates = Json::array();
  for (const RowTemplate& parts : certificate.templates) {
    Json listed = Json::array();
    for (const RowPart& part : parts) listed.push_back({part.tables, part.positions, part.weight});
    templates.push_back(std::move(listed));
  }
  const Json out = {{"format", "arcsat-rows"},
                    {"version", 1},
                    {"z0", certificate.z0},
                    {"z1", certificate.z1},
                    {"denominator", certificate.denominator},
                    {"templates", std::move(templates)}};
  return out.dump() + "\n";
}

RowCertificate parse_row_certificate(std::string_view text, const std::string& file) {
  const Document document = Document::from_json(text, file);
  const Node& root = document.root();
  root.table({"format", "version", "z0", "z1", "denominator", "templates"});
  require_format(root, "arcsat-rows", 1);
  RowCertificate certificate;
  certificate.z0 = numbers_in(root.at("z0"));
  certificate.z1 = tables_in(root.at("z1"));
  certificate.denominator = weight_in(root.at("denominator"));
  for (const Node& parts : root.at("templates").array()) {
    RowTemplate& listed = certificate.templates.emplace_back();
    for (const Node& part : parts.array()) listed.push_back(row_part_in(part));
  }
  return certificate;
}

}  // namespace arcsat

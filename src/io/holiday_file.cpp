#include "slakit/io/holiday_file.hpp"

#include <algorithm>
#include <chrono>
#include <tuple>
#include <utility>

#include "contract/types.hpp"
#include "holiday_file_parts.hpp"
#include "slakit/base/error.hpp"
#include "slakit/base/field_reader.hpp"
#include "slakit/base/suggest.hpp"
#include "slakit/base/value_text.hpp"
#include "slakit/io/yaml.hpp"

namespace slakit {

std::string file_name_of(const std::string& path) { return path.substr(path.find_last_of('/') + 1); }

void check_titles(const HolidayFilter& filter, const std::set<std::string>& titles, const std::string& source,
                  std::vector<Problem>& problems) {
  const auto check = [&](const std::vector<std::string>& wanted, const char* path) {
    for (const std::string& title : wanted) {
      if (titles.contains(title)) continue;
      const std::string nearest = suggestion(title, titles);
      problems.push_back({"unknown-title",
                          path,
                          "no holiday of the file is called '" + shown(title) + "'" +
                              (nearest.empty() ? "; write a title as the file has it" : nearest),
                          source,
                          {}});
    }
  };
  check(filter.only, "only");
  check(filter.except, "except");
}

void put_in_order(std::vector<Holiday>& days) {
  const auto key = [](const Holiday& day) { return std::tie(day.date, day.name); };
  std::stable_sort(days.begin(), days.end(), [&](const Holiday& a, const Holiday& b) { return key(a) < key(b); });
  const auto is_same = [&](const Holiday& a, const Holiday& b) { return key(a) == key(b); };
  days.erase(std::unique(days.begin(), days.end(), is_same), days.end());
}

namespace {

// The published form of a year.
class YearReader {
 public:
  YearReader(const std::string& source, const HolidayFilter& filter)
      : source_(source), name_(file_name_of(source)), filter_(filter) {}

  HolidaySet read(std::string_view text) {
    const Value file = read_yaml(text, source_, problems_);
    if (problems_.empty()) read_year(file);
    if (problems_.empty()) check_titles(filter_, titles_, source_, problems_);
    if (!problems_.empty()) throw CalendarError(std::move(problems_));
    put_in_order(set_.holidays);
    put_in_order(set_.make_up_days);
    return std::move(set_);
  }

 private:
  void problem(const Value& at, std::string path, std::string message) {
    problems_.push_back({"bad-holiday-file", std::move(path), std::move(message), source_, at.mark});
  }

  void read_year(const Value& file) {
    const Value* year = file.find("year");
    const Value* days = file.find("days");
    if (year == nullptr || days == nullptr || !days->is_sequence())
      return problem(file, "", "is no year of holidays; give a file such as {\"year\": 2027, \"days\": [...]}");
    const bool is_number =
        year->is_scalar() && year->text.size() == 4 && year->text.find_first_not_of("0123456789") == std::string::npos;
    const int number = is_number ? std::stoi(year->text) : 0;
    if (number < 1970 || number > 2100) return problem(*year, "year", "is no year of 1970 to 2100; write one");
    if (days->items.empty())
      return problem(*days, "days",
                     "the holidays of " + year->text + " are not in this file; give it when they are published");
    year_ = std::chrono::year{number};
    set_.source = source_of(file);
    set_.known_from = Date{year_ / 1 / 1};
    set_.known_until = Date{(year_ + std::chrono::years{1}) / 1 / 1};
    for (std::size_t i = 0; i < days->items.size(); ++i) read_day(days->items[i], "days." + std::to_string(i));
  }

  // The notices it was made from, else its name.
  std::string source_of(const Value& file) const {
    std::string text;
    if (const Value* papers = file.find("papers"))
      for (const Value& paper : papers->items) text += (text.empty() ? "" : ", ") + paper.text;
    return text.empty() ? name_ : text;
  }

  void read_day(const Value& day, const std::string& path) {
    const Value* name = day.find("name");
    const Value* date = day.find("date");
    const Value* is_off = day.find("isOffDay");
    const bool is_bool = is_off != nullptr && (is_off->text == "true" || is_off->text == "false");
    if (name == nullptr || !name->is_scalar() || date == nullptr || !is_bool)
      return problem(day, path,
                     "is no day; write one such as {\"name\": \"...\", \"date\": \"2027-01-01\", \"isOffDay\": true}");
    Date when{};
    FieldReader reader(source_);
    type_of<Date>().read(reader, *date, &when);
    const Date first{(year_ - std::chrono::years{1}) / 12 / 1};
    if (!reader.problems().empty() || when < first || when.year() > year_)
      return problem(*date, path + ".date",
                     "'" + shown(date->text) + "' is no date of that year or the December before; write one such as " +
                         to_string(Date{year_ / 1 / 1}));
    titles_.insert(name->text);
    if (filter_.keeps(name->text))
      (is_off->text == "true" ? set_.holidays : set_.make_up_days).push_back({when, name->text, "", name_});
  }

  const std::string& source_;
  std::string name_;
  const HolidayFilter& filter_;
  std::chrono::year year_{};
  std::set<std::string> titles_;
  std::vector<Problem> problems_;
  HolidaySet set_;
};

}  // namespace

HolidaySet read_holiday_json(std::string_view text, const std::string& source_name, const HolidayFilter& filter) {
  return YearReader(source_name, filter).read(text);
}

HolidaySet read_holiday_file(const std::string& path, const HolidayFileOptions& options) {
  const bool is_json = path.ends_with(".json");
  std::vector<Problem> problems;
  if (!is_json && !path.ends_with(".ics"))
    problems.push_back({"bad-holiday-file",
                        "",
                        "is neither iCalendar nor JSON by its name; give a file that ends in .ics or .json",
                        path,
                        {}});
  const std::string text = problems.empty() ? read_text_file(path, problems) : "";
  if (!problems.empty()) throw CalendarError(std::move(problems));
  return is_json ? read_holiday_json(text, path, options.filter) : read_icalendar(text, path, options);
}

}  // namespace slakit

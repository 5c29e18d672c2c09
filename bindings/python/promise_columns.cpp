#include "promise_columns.hpp"

#include <vector>

#include "table.hpp"

namespace slakit::python {
namespace {

using Event = Setting<LoggedEvent>;

py::dict event_columns(const std::vector<const Event*>& events) {
  static const std::string none;
  const auto text = [&](auto member) {
    return text_column(events.size(), [&, member](std::size_t i) -> const std::string& {
      return *events[i] ? (**events[i]).*member : none;
    });
  };
  py::dict dict;
  dict["ticket"] = text(&LoggedEvent::ticket);
  dict["event"] = text(&LoggedEvent::event);
  dict["row"] = column<std::int64_t>(events.size(), [&](std::size_t i) { return *events[i] ? (*events[i])->row : 0; });
  dict["at"] = column<std::int64_t>(
      events.size(), [&](std::size_t i) { return *events[i] ? (*events[i])->at.time_since_epoch().count() : missing; });
  dict["is_there"] = column<bool>(events.size(), [&](std::size_t i) { return events[i]->has_value(); });
  return dict;
}

// A member of each row.
template <class Finding>
class Table {
 public:
  explicit Table(const std::vector<Finding>& rows) : rows_(rows) {}

  py::tuple text(std::string Finding::*member) const {
    return text_column(rows_.size(), [&](std::size_t i) -> const std::string& { return rows_[i].*member; });
  }
  py::tuple obligation(std::size_t Finding::*member, const Names& names) const {
    return py::make_tuple(names, column<std::int32_t>(rows_.size(), [&](std::size_t i) {
                            return static_cast<std::int32_t>(rows_[i].*member);
                          }));
  }
  template <class Enum>
  py::tuple name(Enum Finding::*member) const {
    std::vector<Enum> values;
    for (const Finding& row : rows_) values.push_back(row.*member);
    return enum_column(values);
  }
  py::array_t<bool> flag(bool Finding::*member) const {
    return column<bool>(rows_.size(), [&](std::size_t i) { return rows_[i].*member; });
  }
  py::array_t<std::int64_t> instant(std::optional<Instant> Finding::*member) const {
    std::vector<std::optional<Instant>> values;
    for (const Finding& row : rows_) values.push_back(row.*member);
    return instant_column(values);
  }
  template <class Has>
  py::array_t<std::int64_t> duration(Duration Finding::*member, Has has) const {
    return column<std::int64_t>(rows_.size(),
                                [&](std::size_t i) { return has(rows_[i]) ? (rows_[i].*member).count() : missing; });
  }
  py::tuple fault() const {
    std::vector<std::string> texts;
    for (const Finding& row : rows_) texts.emplace_back(row.fault == Fault::none ? "" : to_string(row.fault));
    return text_column(rows_.size(), [&](std::size_t i) -> const std::string& { return texts[i]; });
  }
  py::dict event(Event Finding::*member) const {
    std::vector<const Event*> events;
    for (const Finding& row : rows_) events.push_back(&(row.*member));
    return event_columns(events);
  }

 private:
  const std::vector<Finding>& rows_;
};

template <class Item>
Names obligations_of(const std::vector<Item>& items) {
  Names names;
  for (const Item& item : items) names.push_back(item.obligation.name);
  return names;
}

// Days since 1970, of the first and the last day of the period.
py::array_t<std::int64_t> day_column(const std::vector<DutyFinding>& findings, Date Window::*member) {
  return column<std::int64_t>(findings.size(), [&](std::size_t i) {
    const Setting<Window>& window = findings[i].window;
    return window ? std::chrono::sys_days((*window).*member).time_since_epoch().count() : missing;
  });
}

// Lists of parts, flat: row i has those from `begins[i]` up to `begins[i + 1]`.
py::dict part_columns(const std::vector<PromiseFinding>& findings) {
  std::vector<const Event*> events;
  std::vector<const std::string*> names;
  std::vector<std::int32_t> begins{0};
  for (const PromiseFinding& finding : findings) {
    for (const PromisePart& part : finding.parts) {
      events.push_back(&part.event);
      names.push_back(&part.name);
    }
    begins.push_back(static_cast<std::int32_t>(events.size()));
  }
  py::dict dict = event_columns(events);
  dict["name"] = text_column(names.size(), [&](std::size_t i) -> const std::string& { return *names[i]; });
  dict["begins"] = column<std::int32_t>(begins.size(), [&](std::size_t i) { return begins[i]; });
  return dict;
}

py::dict decision_columns(const std::vector<PromiseFinding>& findings) {
  std::vector<Event> events;
  for (const PromiseFinding& finding : findings)
    events.push_back(finding.decision ? Event(finding.decision->event) : Event());
  std::vector<const Event*> borrowed;
  for (const Event& event : events) borrowed.push_back(&event);
  static const std::string none;
  const auto text = [&](auto member) {
    return text_column(findings.size(), [&, member](std::size_t i) -> const std::string& {
      return findings[i].decision ? (*findings[i].decision).*member : none;
    });
  };
  py::dict dict = event_columns(borrowed);
  dict["ruling"] = py::make_tuple(enum_names<Ruling>(), column<std::int32_t>(findings.size(), [&](std::size_t i) {
                                    return findings[i].decision ? static_cast<int>(findings[i].decision->ruling) : -1;
                                  }));
  dict["by"] = text(&Decision::by);
  dict["why"] = text(&Decision::why);
  return dict;
}

}  // namespace

py::dict duty_columns(const Audit& audit) {
  const Table table(audit.duties.findings);
  py::dict dict;
  dict["obligation"] = table.obligation(&DutyFinding::duty, obligations_of(audit.plan.duties));
  dict["member"] = table.text(&DutyFinding::member);
  dict["part"] = table.name(&DutyFinding::part);
  dict["verdict"] = table.name(&DutyFinding::verdict);
  dict["reason"] = table.name(&DutyFinding::reason);
  dict["fault"] = table.fault();
  dict["open"] = table.flag(&DutyFinding::is_open);
  dict["outside_term"] = table.flag(&DutyFinding::is_outside_term);
  dict["number"] = column<std::int32_t>(audit.duties.findings.size(),
                                        [&](std::size_t i) { return audit.duties.findings[i].number; });
  dict["first_day"] = day_column(audit.duties.findings, &Window::first);
  dict["last_day"] = day_column(audit.duties.findings, &Window::last);
  dict["trigger"] = table.event(&DutyFinding::trigger);
  dict["from"] = table.instant(&DutyFinding::from);
  dict["due"] = table.instant(&DutyFinding::due);
  dict["evidence"] = table.event(&DutyFinding::evidence);
  dict["late"] =
      table.duration(&DutyFinding::late, [](const DutyFinding& f) { return f.verdict == Verdict::breached; });
  return dict;
}

py::dict promise_columns(const Audit& audit) {
  const Table table(audit.promises);
  py::dict dict;
  dict["obligation"] = table.obligation(&PromiseFinding::promise, obligations_of(audit.plan.promises));
  dict["ticket"] = table.text(&PromiseFinding::ticket);
  dict["incident"] = table.text(&PromiseFinding::incident);
  dict["form"] = table.text(&PromiseFinding::form);
  dict["verdict"] = table.name(&PromiseFinding::verdict);
  dict["reason"] = table.name(&PromiseFinding::reason);
  dict["fault"] = table.fault();
  dict["open"] = table.flag(&PromiseFinding::is_open);
  dict["outside_term"] = table.flag(&PromiseFinding::is_outside_term);
  dict["from"] = table.instant(&PromiseFinding::from);
  dict["due"] = table.instant(&PromiseFinding::due);
  dict["end"] = table.instant(&PromiseFinding::ended);
  dict["elapsed"] = table.duration(&PromiseFinding::elapsed, [](const PromiseFinding& f) { return f.has_time(); });
  dict["late"] = table.duration(&PromiseFinding::late, [](const PromiseFinding& f) { return f.is_late(); });
  dict["parts"] = part_columns(audit.promises);
  dict["decision"] = decision_columns(audit.promises);
  return dict;
}

py::dict clauses_of(const Plan& plan) {
  py::dict dict;
  const auto add = [&](const Obligation& obligation) { dict[py::str(obligation.name)] = obligation.clause; };
  for (const Obligation& obligation : plan.contract.obligations) add(obligation);
  for (const Plan::Duty& duty : plan.duties) add(duty.obligation);
  for (const Plan::Promise& promise : plan.promises) add(promise.obligation);
  return dict;
}

std::vector<std::string> promise_names(const Plan& plan) { return obligations_of(plan.promises); }

}  // namespace slakit::python

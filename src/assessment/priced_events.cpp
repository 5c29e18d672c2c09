#include "assessment/priced_events.hpp"

#include <algorithm>
#include <string>

#include "assessment/event_pass.hpp"

namespace slakit {
namespace {

// Hears priced events, under the terms in force when they happen.
class EventPricer {
 public:
  EventPricer(const Plan& plan, const Binding& binding, Instant as_of, std::vector<Breach>& breaches)
      : plan_(plan), binding_(binding), as_of_(as_of), breaches_(breaches) {}

  // Whether anything is priced so.
  bool listen(EventPass& pass) const {
    bool is_any = false;
    for (std::size_t version = 0; version <= plan_.amended.size(); ++version) {
      const Plan& terms = plan_.under(version);
      for (std::size_t term = 0; term < terms.terms.size(); ++term) {
        if (terms.terms[term].kind != PricedKind::event) continue;
        const PricedThing& prices = terms.contract.penalties[term].prices;
        pass.listen(version, term, {{prices.event, prices.where}});
        is_any = true;
      }
    }
    return is_any;
  }

  void hear(const Heard& heard, const EventPass& pass) {
    if (plan_.version_at(heard.at) != heard.listener || !Plan::in(plan_.term, heard.at)) return;
    Breach& breach = breaches_.emplace_back();
    breach.at = breach.ended = breach.belongs = heard.at;
    breach.ticket = pass.log().tickets.name(static_cast<EventLog::Code>(heard.ticket));
    breach.kind = PricedKind::event;
    breach.obligation = static_cast<std::uint16_t>(heard.slot);
    breach.cycle = number_++;
    breach.version = static_cast<std::uint16_t>(heard.listener);
    breach.incident = incident_of(binding_, heard.ticket, as_of_);
    for (const std::string& name : plan_.under(heard.listener).terms[heard.slot].said) {
      const Binding::Attribute attribute = binding_.attribute(name);
      const EventLog::Code code = pass.value_of(heard, attribute);
      if (code != Dictionary::absent)
        breach.said.push_back({name, pass.log().attributes[static_cast<std::size_t>(attribute)].values.name(code)});
    }
  }

  void end_ticket(std::size_t, const EventPass&) noexcept { number_ = 0; }

 private:
  const Plan& plan_;
  const Binding& binding_;
  Instant as_of_;
  std::vector<Breach>& breaches_;
  std::int32_t number_ = 0;  // within the ticket
};

}  // namespace

bool add_priced_events(const Plan& plan, const Binding& binding, TicketRange range, Instant as_of,
                       std::vector<Breach>& breaches) {
  EventPass pass(binding, as_of);
  EventPricer pricer(plan, binding, as_of, breaches);
  if (!pricer.listen(pass)) return false;
  const std::size_t before = breaches.size();
  pass.run(pricer, range.from, range.to);
  return breaches.size() > before;
}

std::vector<Document> documents_in(const Plan& plan, const Binding& binding, TicketRange range, Instant as_of) {
  const EventLog& log = binding.log();
  std::vector<Document> documents;
  for (const std::string& name : plan.loss_attributes) {
    const TextColumn* column = log.attribute(name);
    if (column == nullptr) continue;
    for (std::size_t ticket = range.from; ticket < range.to; ++ticket)
      for (std::size_t row = log.first[ticket]; row < log.first[ticket + 1] && log.at[row] < as_of; ++row)
        if (column->codes[row] != Dictionary::absent)
          documents.push_back({log.tickets.name(static_cast<EventLog::Code>(ticket)), log.at[row],
                               log.types.name(log.type[row]), name, column->values.name(column->codes[row]),
                               incident_of(binding, ticket, as_of)});
  }
  std::sort(documents.begin(), documents.end());
  documents.erase(std::unique(documents.begin(), documents.end()), documents.end());
  return documents;
}

std::string incident_of(const Binding& binding, std::size_t ticket, Instant as_of) {
  const TextColumn* column = binding.incident();
  if (column == nullptr) return {};
  const EventLog& log = binding.log();
  const std::size_t first = log.first[ticket];
  std::size_t end = log.first[ticket + 1];
  while (end > first && log.at[end - 1] >= as_of) --end;
  const EventLog::Code value = end > first ? Binding::value_at(*column, first, end - 1) : Dictionary::absent;
  return value != Dictionary::absent ? column->values.name(value) : std::string();
}

std::vector<Said> said_at(const Binding& binding, const std::vector<std::string>& attributes, std::size_t ticket,
                          Instant at) {
  std::vector<Said> said;
  const EventLog& log = binding.log();
  const std::size_t first = log.first[ticket];
  std::size_t end = first;
  while (end < log.first[ticket + 1] && log.at[end] <= at) ++end;
  if (end == first) return said;
  for (const std::string& name : attributes) {
    const TextColumn* column = log.attribute(name);
    if (column == nullptr) continue;
    const EventLog::Code code = Binding::value_at(*column, first, end - 1);
    if (code != Dictionary::absent) said.push_back({name, column->values.name(code)});
  }
  return said;
}

}  // namespace slakit

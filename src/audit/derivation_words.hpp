// The words of derivations, in English and Chinese side by side so that they stay in step. Private to src/audit.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "slakit/base/ratio.hpp"
#include "slakit/contract/contract.hpp"
#include "slakit/penalty/charge.hpp"
#include "slakit/plan/plan.hpp"
#include "slakit/time/period.hpp"

namespace slakit::derived {

struct Text {
  std::string en;
  std::string zh;

  Text() = default;
  Text(std::string both) : en(both), zh(std::move(both)) {}
  Text(const char* both) : Text(std::string(both)) {}
  Text(std::string english, std::string chinese) : en(std::move(english)), zh(std::move(chinese)) {}
  Text& operator+=(const Text& more) {
    en += more.en;
    zh += more.zh;
    return *this;
  }
};

// {0}, {1} ... are filled in.
struct Phrase {
  std::string_view zh;
  std::string_view en;
};

Text say(const Phrase& phrase, std::initializer_list<Text> fill = {});

// ---- what a contract names ------------------------------------------------------------------------------------------

Text name_of(const std::string& name, const LocalText& title);
Text clause_text(const std::string& clause);  // "clause 1.1"
Text in_clause(const std::string& clause);    // " (clause 1.1)", or nothing
Text base_name(const Contract& contract, const std::string& base);
Text bound_text(const Bound& bound);  // "at least 99%, less than 99.9%"
Text where_text(const Contract& contract, const Where& where);
// A value of an attribute: "P1", "“紧急”".
Text value_text(const Contract& contract, const std::string& attribute, const std::string& value);
Text what_it_costs(const Contract& contract, const ChargeRule& rule);  // "1% of price per day"

// ---- numbers with their units ---------------------------------------------------------------------------------------

Text length_text(Duration length);
Text period_text(const Period& period);
Text points_text(const Ratio& points);
Text ordinal(int number);  // "3rd", "3"
Text counted_units(ChargeUnit unit, const Setting<Decimal>& each, Counting how, const Ratio& count);
Text unit_word(ChargeUnit unit, bool many);
Text rounding_text(Rounding rounding);
Text status_text(ChargeStatus status);

// ---- sentences ------------------------------------------------------------------------------------------------------

namespace phrase {

inline constexpr Phrase clause{"{0}，{1}：{2}", "{0}, {1}: {2}"};
inline constexpr Phrase amendment{"适用“{0}”修订后的条款", "as amended by {0}"};

inline constexpr Phrase of_ticket{"工单{0}：", "ticket {0}: "};
inline constexpr Phrase of_ticket_in{"工单{0}（属于{1}）：", "ticket {0} of incident {1}: "};
inline constexpr Phrase late{"{0}应于{1}前完成，实际完成于{2}", "{0}, due {1}, done {2}"};
inline constexpr Phrase open{"{0}应于{1}前完成，至{2}仍未完成", "{0}, due {1}, still open at {2}"};
inline constexpr Phrase saved{"{0}已按期完成，提前{1}", "{0}, kept, {1} before its target"};
inline constexpr Phrase broken{"{0}于{1}违反", "{0}, broken at {1}"};
inline constexpr Phrase happened{"于{1}发生{0}", "{0} at {1}"};
inline constexpr Phrase figure{"{0}，考核期{1}，实际值{2}", "{0}, {1}: {2}"};
inline constexpr Phrase no_figure{"{0}，考核期{1}，没有数据", "{0}, {1}: no figure"};
inline constexpr Phrase with_target{"，目标为{0}", ", and its target is {0}"};

inline constexpr Phrase lateness{"自到期至完成共{0}，扣除{1}，逾期{2}", "{0} from due to done, less {1}: {2} late"};
inline constexpr Phrase after_term{"期满之后的{0}", "{0} after the term"};
inline constexpr Phrase excused_time{"依免责约定不计的{0}", "{0} that exclusions excuse"};
inline constexpr Phrase paused{"到期后暂停的{0}", "{0} of pauses after due"};
inline constexpr Phrase uncounted{"不计的{0}", "{0} that do not count"};

inline constexpr Phrase shortfall{"实际值{0}，与目标{1}相差{2}", "{0} misses {1} by {2}"};
inline constexpr Phrase deductible{"扣除免计的{0}，余{1}", "less {0} that are free: {1} are left"};
inline constexpr Phrase deferral{"到期时刻推迟{0}，余{1}", "the due instant moves by {0}: {1} are left"};
inline constexpr Phrase franchise{"{1}，已达{0}，全部计算", "{1} reach the {0} from which on all of it counts"};
inline constexpr Phrase below_franchise{"{1}，未达{0}，不予计算", "{1} stay below the {0} from which on it counts"};
inline constexpr Phrase rounded_up{"先按整{0}向上取整，计{2}", "{1} count as {2}: every started {0} is a whole one"};
inline constexpr Phrase rounded_down{"先按整{0}舍去零头，计{2}", "{1} count as {2}: only whole {0}s count"};
inline constexpr Phrase rounded_dates{"先按所及自然日取整，计{2}",
                                      "{1} count as {2}: every calendar day touched is whole"};
inline constexpr Phrase due_day{"到期当日计入，加计一日", "the due day is counted, too"};

inline constexpr Phrase incident{"计一次", "one incident"};
inline constexpr Phrase window{"计一个考核期", "one window"};
inline constexpr Phrase time_late{"逾期{0}", "{0} late"};
inline constexpr Phrase time_late_in_term{"期限内逾期{0}", "{0} late within the term"};
inline constexpr Phrase time_saved{"提前{0}", "{0} saved"};
inline constexpr Phrase misses_by{"相差{0}", "a shortfall of {0}"};
inline constexpr Phrase count{"{0}，{1}", "{0} = {1}"};
inline constexpr Phrase touched{"{0}，所及自然日计{1}", "{0} touches {1}"};
inline constexpr Phrase months{"{0}，自{1}起按日历计{2}个月", "{0}: from {1} on the calendar {2} months"};
inline constexpr Phrase on_dates{"：{0}", ": {0}"};
inline constexpr Phrase dates{"{0}至{1}", "{0} to {1}"};
inline constexpr Phrase late_date{"{0}（{2}小时中的{1}小时）", "{0} ({1} of {2} h)"};
inline constexpr Phrase excused{"依免责约定，只计其中的{0}", "less what an exclusion excuses: {0} of it is charged"};

inline constexpr Phrase base_said{"计费基数以工单的“{0}”所载为准：{1}", "its base is what the ticket says, {0}: {1}"};
inline constexpr Phrase base_each{"计费基数为{1} × 工单的“{0}”所载{2} = {3}",
                                  "its base is {1} x {2} (the ticket's {0}) = {3}"};
inline constexpr Phrase at_risk{"计费基数为风险金额：{0} × {1} = {2}",
                                "its base is the amount at risk: {0} x {1} = {2}"};
inline constexpr Phrase pool{"其中该项所占份额：{0} × {1} = {2}", "of which its share of the pool: {0} x {1} = {2}"};
inline constexpr Phrase times{"{0} × {1} = {2}", "{0} x {1} = {2}"};
inline constexpr Phrase times_once{"{0} × {1}", "{0} x {1}"};
inline constexpr Phrase comes_to{"{0} = {1}", "{0} = {1}"};
inline constexpr Phrase bonus{"奖励：{0}", "a bonus: {0}"};
inline constexpr Phrase external{"外部数据“{0}”所载{1}", "{1} (what {0} says)"};
inline constexpr Phrase points_each{"{0} × {1} = {2}", "{0} x {1} = {2}"};
inline constexpr Phrase band{"{0}在“{1}”一档：{2}", "{0} is in the band {1}: {2}"};
inline constexpr Phrase band_points{"记{0}", "{0}"};
inline constexpr Phrase band_bonus{"奖励{0}", "a bonus of {0}"};
inline constexpr Phrase step_part{"第{0}至{1}{2}：{3} × {4} = {5}", "{2} {0} to {1}: {3} x {4} = {5}"};
inline constexpr Phrase step_rest{"第{0}{1}起：{2} × {3} = {4}", "from {1} {0} on: {2} x {3} = {4}"};
inline constexpr Phrase step_whole{"达到该档，全部按此计：{0} × {1} = {2}",
                                   "the step reached is for all of it: {0} x {1} = {2}"};
inline constexpr Phrase step_sum{"各段合计{0}", "the steps together: {0}"};

inline constexpr Phrase multiplier{"{0}，按{1}倍计：{2}", "{0}: times {1} = {2}"};
inline constexpr Phrase multiplier_not{"不适用{1}倍：须{0}", "not times {1}: that is for {0}"};
inline constexpr Phrase says{"，工单所载为{0}", ", and the ticket says {0}"};
inline constexpr Phrase says_nothing{"，工单未载明", ", and the ticket does not say"};

inline constexpr Phrase in_a_row{"连续第{0}个考核期违反", "{0} window in a row"};
inline constexpr Phrase in_period{"{1}内第{0}次违反", "{0} breach in {1}"};
inline constexpr Phrase since_reset{"第{0}次违反", "{0} breach"};
inline constexpr Phrase repeat{"{0}，按{1}倍计：{2}", "{0}: times {1} = {2}"};
inline constexpr Phrase repeat_not{"{0}，未到第{1}次，不加重", "{0}: repeats count from the {1} on"};
inline constexpr Phrase at_least{"每笔不低于{0}：计{1}", "at least {0}: {1}"};
inline constexpr Phrase at_most{"每笔不高于{0}：计{1}", "at most {0}: {1}"};
inline constexpr Phrase at_least_not{"每笔不低于{0}：已满足", "at least {0}: it is more"};
inline constexpr Phrase at_most_not{"每笔不高于{0}：未超过", "at most {0}: it is less"};

inline constexpr Phrase no_document{"没有损失凭证，计{0}", "no loss is documented: {0}"};
inline constexpr Phrase documents{"经证明的损失：{0}，合计{1}", "documented losses: {0}; together {1}"};
inline constexpr Phrase document{"工单{0}于{1}{2} {3}", "{3} ({2} of ticket {0}, {1})"};
inline constexpr Phrase loss_above{"只赔超出违约金{0}的部分：{1}", "only what is above the penalty of {0}: {1}"};
inline constexpr Phrase loss_greater{"损失高于违约金，以损失为准", "the loss is greater than the penalty and stands"};

inline constexpr Phrase not_charged{"不予计收：{0}", "not charged: {0}"};
inline constexpr Phrase instead{"（以{0}为准，{1}）", " ({0}, {1})"};
inline constexpr Phrase rounded{"{0}：{1}", "rounded {0}: {1}"};
inline constexpr Phrase rounded_together{
    "与同期各笔合计后{0}，再按最大余数分摊：{1}",
    "rounded {0} together with the charges of its window, and shared by largest remainder: {1}"};
inline constexpr Phrase point_value{"每分{0}：{0} × {1} = {2}", "{0} a point: {0} x {1} = {2}"};
inline constexpr Phrase points_cost_nothing{"计分不折算金额", "points alone cost nothing"};
inline constexpr Phrase ladder_none{"该期共{0}，未达任何一档，不计金额",
                                    "the window's {0} are in no band of the ladder"};
inline constexpr Phrase ladder{"该期共{0}，在“{1}”一档，计{2}", "the window's {0} are in the band {1}: {2}"};
inline constexpr Phrase ladder_share{"按分数分摊：{0}", "shared by points: {0}"};
inline constexpr Phrase largest_remainder{"按最大余数取整：{0}", "to whole units by largest remainder: {0}"};

inline constexpr Phrase raised{
    "{0}{1}：合计不足{2}，由最大的一笔补足{3}，计{4}",
    "raised by {0}{1}: together below {2}, and the largest bears the {3} that are missing: {4}"};
inline constexpr Phrase dropped{"{0}{1}：合计不超过{2}，不予计收，计{3}",
                                "dropped by {0}{1}: together not above {2}, leaves {3}"};
inline constexpr Phrase cut{"{0}{1}：上限{2}，其前合计{3}，本笔削减{4}，余{5}",
                            "cut by caps: {4}, leaves {5}; {0}{1}: at most {2}, {3} before it"};
inline constexpr Phrase carried{"{0}{1}：此前所削减的{2}于{3}补计，计{4}",
                                "carried over by {0}{1}: {2} of what was cut are owed in {3}, makes {4}"};
inline constexpr Phrase earned_back{"此后连续{0}期未再违反，返还{1}，即{2}，余{3}",
                                    "earned back after {0} in a row without a charge: {1}, that is {2}, leaves {3}"};
inline constexpr Phrase good_windows{"{0}个考核期", "{0} windows"};
inline constexpr Phrase one_good_window{"1个考核期", "1 window"};
inline constexpr Phrase cap_not_reached{"{0}{1}：上限{2}，合计{3}，未达到",
                                        "{0}{1}: at most {2}, {3} stand, not reached"};
inline constexpr Phrase cap_cuts_others{"{0}{1}：上限{2}，其前合计{3}，削减由其他各笔承担",
                                        "{0}{1}: at most {2}, {3} before it; what it cuts is borne by others"};
inline constexpr Phrase cap_other_wins{"{0}{1}：数个上限中以最高者为准，此项不适用",
                                       "{0}{1}: of several caps the greatest applies, and this is another"};
inline constexpr Phrase cap_unknown{"{0}{1}：工单未载明其基数，无从适用",
                                    "{0}{1}: its ticket does not say what it is a share of"};
inline constexpr Phrase cap_name{"上限“{0}”", "cap “{0}”"};
inline constexpr Phrase at_risk_cap{"风险金额", "amount at risk"};
inline constexpr Phrase pool_cap{"“{0}”的份额", "pool share of {0}"};
inline constexpr Phrase minimum_name{"下限“{0}”", "minimum “{0}”"};

inline constexpr Phrase provisional{"暂计：至{0}仍未完成", "provisional: still open at {0}"};
inline constexpr Phrase other_not{"{0}{1}：不适用，须{2}", "{0}{1} does not apply: it is for {2}"};
inline constexpr Phrase other_lost{"{0}{1}：不予计收，{2}", "{0}{1} is not charged: {2}"};
inline constexpr Phrase other_kept{"{0}{1}：只奖励按期完成的", "{0}{1} does not apply: it pays for what is kept"};

}  // namespace phrase

}  // namespace slakit::derived

// Words for enumerators, policies and places of the document, one row each with both languages side by side.
#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

#include "io/contract_page_words.hpp"

namespace slakit::page {

namespace {

struct ChoiceWords {
  std::string_view key;   // of the document; its synonyms are in `synonyms`
  std::string_view text;  // as a document writes it
  Phrase words;
};

constexpr ChoiceWords choices[] = {
    {"due_boundary", "close", {"以停止服务的时刻为准", "at closing time"}},
    {"due_boundary", "next open", {"以下次开始服务的时刻为准", "at the next opening"}},
    {"overnight_holiday", "cut at midnight", {"班次到当地零点为止", "the shift ends at local midnight"}},
    {"overnight_holiday", "cancel the shift", {"取消当日开始的班次", "the shift that starts that day is cancelled"}},
    {"business_day_start", "as it is", {"自起算时刻计", "days are counted from the start as it is"}},
    {"business_day_start",
     "next business day",
     {"自下一个工作日的同一时刻计", "days are counted from the same time of the next business day"}},
    {"business_day_start",
     "next opening",
     {"自下一个工作日开始营业时计", "days are counted from the opening of the next business day"}},
    {"late_start", "as it is", {"自起算时刻计", "days are counted from the start as it is"}},
    {"late_start",
     "next opening",
     {"自下一个工作日开始营业时计", "days are counted from the opening of the next business day"}},
    {"business_day_end", "same time of day", {"到最后一日的同一时刻届满", "it ends at the same time of the last day"}},
    {"business_day_end",
     "close of business",
     {"到最后一日营业结束时届满", "it ends at close of business of the last day"}},
    {"business_day_end", "midnight", {"到最后一日24:00届满", "it ends at 24:00 of the last day"}},
    {"gap", "instant after", {"取跳过之后的第一个时刻", "the first instant after it"}},
    {"gap", "reject", {"不予接受", "it is refused"}},
    {"gap", "shifted", {"按跳过的长度顺延", "later by as much as is skipped"}},
    {"fold", "first", {"取第一次", "the first of the two"}},
    {"fold", "second", {"取第二次", "the second of the two"}},
    {"fold", "reject", {"不予接受", "it is refused"}},
    {"month_arithmetic", "clamp to month end", {"以当月最后一日为准", "the last day of the month"}},
    {"month_arithmetic", "reject", {"不予接受", "it is refused"}},
    {"month_arithmetic", "roll over", {"顺延到下月", "it rolls over into the next month"}},
    {"observed", "as it is", {"不另补休", "no other day is closed"}},
    {"observed",
     "nearest weekday",
     {"逢周六周五也休息，逢周日周一也休息", "on a weekend, the nearest weekday is closed too"}},
    {"observed", "sunday to monday", {"逢周日周一也休息", "on a Sunday, the Monday is closed too"}},
    {"observed",
     "next free weekday",
     {"逢周末，其后第一个非假日的周一至周五也休息", "on a weekend, the next weekday that is no holiday is closed too"}},
    {"observed",
     "sunday to next free weekday",
     {"逢周日，其后第一个非假日的周一至周五也休息", "on a Sunday, the next weekday that is no holiday is closed too"}},
    {"deadline_on_holiday", "next working day", {"顺延至下一个工作日", "it moves to the next working day"}},
    {"deadline_on_holiday", "unchanged", {"不变动", "it stays"}},
    {"deadline_on_holiday", "previous working day", {"提前至上一个工作日", "it moves to the working day before"}},
    {"retarget", "keep start and pauses", {"起算时刻和已有的暂停均保留", "the start and the pauses so far are kept"}},
    {"retarget", "keep start only", {"只保留起算时刻", "only the start is kept"}},
    {"retarget", "restart", {"重新起算", "the clock starts anew"}},
    {"retarget", "remaining share", {"按剩余比例折算", "the share that remains is carried over"}},
    {"retarget", "as at start", {"以起算时的时限为准", "the target of the clock's start holds to the end"}},
    {"reopen", "carry on", {"接续计时，关闭期间不计", "the clock carries on, the closed time left out"}},
    {"reopen",
     "count the closed time too",
     {"接续计时，关闭期间也计", "the clock carries on, the closed time counted too"}},
    {"reopen", "new cycle", {"另起一个周期", "a new cycle begins"}},
    {"reopen", "restart", {"重新起算", "the clock starts anew"}},
    {"reopen", "ignore", {"不予理会，以第一次停止为准", "it is ignored: the first stop stands"}},
    {"amended_terms", "as at the event", {"适用事发时的条款", "the terms as they were at the event"}},
    {"amended_terms", "as now", {"适用现行条款", "the terms as they are now"}},
    {"amended_terms",
     "forward only",
     {"只对其后开始的工单适用新条款", "the new terms only for tickets that start later"}},
    {"waiting_for_consent", "clocks run", {"计时照常", "clocks run on"}},
    {"waiting_for_consent", "clocks pause", {"计时暂停", "clocks pause"}},
    {"counting", "started 24 h", {"每24小时为一日，不足24小时的按一日计", "every started 24 hours count as one day"}},
    {"counting", "completed 24 h", {"满24小时计一日，不足24小时的不计", "only completed 24 hours count as a day"}},
    {"counting", "pro rata", {"按逾期时间的比例计算", "pro rata, to the microsecond"}},
    {"counting",
     "calendar days touched",
     {"按自然日计，当日有任何逾期即计一日", "every calendar day with any delay in it counts"}},
    {"shortfall", "started 24 h", {"不足一个单位的按一个单位计", "every started unit counts whole"}},
    {"shortfall", "completed 24 h", {"不足一个单位的不计", "only completed units count"}},
    {"shortfall", "pro rata", {"按比例计算", "pro rata"}},
    {"counting", "start day in", {"首日计入", "the start day is counted"}},
    {"counting", "start day out", {"首日不计入", "the start day is not counted"}},
    {"pause_after_due", "stops accrual", {"暂停期间不计逾期", "waiting does not count as delay"}},
    {"pause_after_due", "does not", {"暂停期间照计逾期", "waiting counts as delay all the same"}},
    {"threshold", "deductible", {"只计超出的部分", "only the excess counts"}},
    {"threshold", "franchise", {"一经达到，全部计算", "once reached, all of it counts"}},
    {"threshold", "deferral", {"到期时刻相应推迟", "the due time moves by as much"}},
    {"stepped_rate", "marginal", {"各段按各自的比例计算", "each part at its own rate"}},
    {"stepped_rate", "whole amount", {"全部按所达一档的比例计算", "all of it at the rate of the step reached"}},
    {"no_data", "not measurable", {"不作判定", "it is not measurable"}},
    {"no_data", "deemed met", {"视为达到", "it is deemed met"}},
    {"no_data", "deemed breached", {"视为未达到", "it is deemed breached"}},
    {"planned_time", "no service time", {"不计入服务时间", "it is no service time"}},
    {"planned_time", "counts as up", {"视为正常运行的时间", "it counts as time in which the service was up"}},
    {"applied", "before it is compared", {"比较之前", "before it is compared"}},
    {"applied", "after it is compared", {"比较之后，只供列示", "after it is compared, to be shown"}},
    {"incident_charge",
     "dearest only",
     {"每项违约责任只按其中最高的一次计收", "each penalty charges the incident once, by the dearest breach"}},
    {"incident_charge", "each breach", {"逐次计收", "each breach is charged"}},
    {"concurrency", "either", {"任何一项违约均计收", "each breach is charged"}},
    {"concurrency", "both", {"各项计价的承诺全部违反，才计收", "charged only where every priced promise is broken"}},
    {"concurrency", "highest only", {"只计收最高的一项", "only the highest charge stands"}},
    {"concurrency", "first only", {"只计收最先发生的一项", "only the charge for the first breach stands"}},
    {"concurrency",
     "listed combinations",
     {"只计收所列组合中最高的一组", "only the dearest of the listed combinations stands"}},
    {"concurrency",
     "customers choice",
     {"由需方选择其中一项", "only the one that the customer chooses stands, the highest until then"}},
    {"loss", "cumulative", {"违约金与损失赔偿一并计收", "penalty and loss are owed together"}},
    {"loss", "loss above the penalty", {"损失只赔超出违约金的部分", "the loss is owed only above the penalty"}},
    {"loss", "the greater", {"取违约金与损失中较高者", "the greater of penalty and loss is owed"}},
    {"several_caps", "all apply", {"各上限同时适用", "all of them apply"}},
    {"several_caps", "greatest wins", {"只适用其中最高的上限", "only the greatest applies"}},
    {"cut_order",
     "oldest first",
     {"先发生的先计入，由后发生的承担削减", "the oldest stand first, the newest bear the cut"}},
    {"cut_order", "pro rata", {"按比例分摊削减", "all bear it pro rata"}},
    {"cut_order",
     "largest first",
     {"金额大的先计入，由金额小的承担削减", "the largest stand first, the smallest bear the cut"}},
    {"rounding", "half up", {"四舍五入", "half up"}},
    {"rounding", "half even", {"四舍六入五成双", "half to even"}},
    {"rounding", "down", {"舍去尾数", "down"}},
    {"rounding", "up", {"进位", "up"}},
    {"rounding_stage", "per charge", {"逐笔舍入", "each charge by itself"}},
    {"rounding_stage", "per statement", {"按结算单合计舍入", "once for the whole statement"}},
    {"anchor", "contract", {"自服务期首日起划分", "counted from the first day of the term"}},
    {"anchor", "civil", {"按日历上的月、周划分", "counted in calendar months and weeks"}},
    {"partial", "owed whole", {"与完整的一期同样履行", "owed like a whole one"}},
    {"partial", "not owed", {"不须履行", "not owed"}},
    {"partial", "judged", {"与完整的一期同样判定", "judged like a whole one"}},
    {"partial", "not judged", {"只列出，不判定", "shown, and not judged"}},
    {"owes_if_member", "on its last day", {"该期最后一日的成员", "whoever is a member on its last day"}},
    {"owes_if_member", "on its first day", {"该期首日的成员", "whoever is a member on its first day"}},
    {"owes_if_member", "throughout", {"该期内始终是成员的人", "whoever is a member throughout"}},
    {"owes_if_member", "at any time", {"该期内任何一日的成员", "whoever is a member on any day of it"}},
    {"excuses", "its own ticket", {"记有该事由的工单", "the ticket that has it"}},
    {"excuses", "every ticket", {"所有工单", "every ticket"}},
    {"order", "as listed", {"须按所列顺序", "in this order"}},
    {"order", "any", {"不限顺序", "in any order"}},
    {"cycles", "first", {"只计第一次", "only the first counts"}},
    {"cycles", "each", {"每次起算各为一个周期", "each start is a cycle of its own"}},
    {"cycles", "periodic", {"每次停止后随即开始下一个周期", "each stop begins the next cycle"}},
    {"tax", "included", {"含税", "tax included"}},
    {"tax", "excluded", {"不含税", "tax excluded"}},
    {"tax", "exempt", {"免税", "exempt from tax"}},
    {"layer", "customer", {"对需方的承诺", "a promise to the customer"}},
    {"layer", "internal", {"供方内部的约定", "an agreement inside the provider"}},
    {"layer", "supplier", {"供应商对供方的承诺", "a supplier's promise to the provider"}},
    {"liability", "counts toward", {"违约金计入责任限额", "penalties count toward the liability cap"}},
    {"liability", "does not", {"违约金不计入责任限额", "penalties do not count toward the liability cap"}},
    {"scope", "contract", {"整个合同", "the whole contract"}},
    {"scope", "incident", {"每一事件", "each incident"}},
    {"scope", "obligation", {"每一项义务", "each obligation"}},
    {"scope", "service", {"每一项服务", "each service"}},
    {"scope", "window", {"每个结算期", "each settlement period"}},
    {"scope", "year", {"每一年", "each year"}},
    {"cause", "force majeure", {"不可抗力", "force majeure"}},
    {"cause", "customer", {"需方的原因", "a cause on the customer's side"}},
    {"cause", "third party", {"第三方的原因", "a third party's doing"}},
    {"cause", "change window", {"约定的变更窗口", "an agreed change window"}},
    {"cause", "suspension", {"服务中止", "a suspension of the service"}},
    {"cause", "other", {"其他原因", "another cause"}},
    {"unit", "incident", {"次", "incident"}},
    {"unit", "minute", {"分钟", "minute"}},
    {"unit", "hour", {"小时", "hour"}},
    {"unit", "day", {"日", "day"}},
    {"unit", "business day", {"个工作日", "business day"}},
    {"unit", "week", {"周", "week"}},
    {"unit", "month", {"个月", "month"}},
    {"unit", "percentage point", {"个百分点", "percentage point"}},
    {"unit", "unit", {"个单位", "unit"}},
    {"unit", "window", {"个考核期", "window"}},
    {"counts", "lateness", {"逾期的时间", "lateness"}},
    {"counts", "time saved", {"节省的时间", "the time saved"}},
    {"before", "charged", {"照常计收", "charged as usual"}},
    {"before", "free", {"不计收", "free"}},
    {"counted", "from then on", {"其后各次均计", "from then on"}},
    {"counted", "anew", {"重新计次", "counted anew"}},
    {"carry_over", "unused room", {"未用余额结转下期", "room that is left is carried over"}},
    {"carry_over", "what is cut", {"削减部分结转下期", "what is cut is carried over"}},
    {"due_day", "out", {"到期当日不计", "the due day is not counted"}},
    {"due_day", "in", {"到期当日计入", "the due day is counted"}},
    {"method", "nearest rank", {"最近序位法", "nearest rank"}},
    {"method", "linear", {"线性插值法", "linear interpolation"}},
    {"type", "text", {"文本", "text"}},
    {"type", "boolean", {"是或否", "yes or no"}},
    {"type", "integer", {"整数", "a whole number"}},
    {"type", "decimal", {"小数", "a decimal number"}},
    {"type", "money", {"金额", "an amount of money"}},
    {"type", "instant", {"时刻", "a point in time"}},
};

// Keys whose values are those of another key.
constexpr std::string_view synonyms[][2] = {{"on_holiday", "deadline_on_holiday"},
                                            {"kind", "threshold"},
                                            {"stepped", "stepped_rate"},
                                            {"relation", "loss"},
                                            {"mode", "rounding"},
                                            {"at", "scope"},
                                            {"per", "unit"}};

struct PolicyWords {
  std::string_view key;
  Phrase title;
  Phrase why;  // a contract that leaves it unset can reach it
};

constexpr PolicyWords policies[] = {
    {"due_boundary",
     {"时限恰在停止服务时用尽的到期时刻", "where a due time at closing time lies"},
     {"到期时刻可能恰为停止服务的时刻，而逾期由此起算",
      "a due time can fall on closing time, and lateness counts from it"}},
    {"overnight_holiday",
     {"跨夜班次遇到节假日", "a holiday against a shift that runs into it"},
     {"跨过零点的班次可能进入节假日", "a shift past midnight can run into a holiday"}},
    {"business_day_start",
     {"在非工作日起算的以工作日计的时限", "a target in business days that starts on a day that is none"},
     {"有以工作日计的时限，而起算日可能不是工作日",
      "a target counts business days, and a ticket can start on a day that is none"}},
    {"late_start",
     {"在停止营业之后起算的以工作日计的时限", "a target in business days that starts after closing time"},
     {"有以工作日计的时限，而起算时可能已停止营业",
      "a target counts business days, and a ticket can start after closing time"}},
    {"business_day_end",
     {"以日计的时限何时届满", "what a target in days ends with"},
     {"有以日计的时限", "a target counts days"}},
    {"gap",
     {"被夏令时跳过的当地时间", "a local time that is skipped"},
     {"时限可能在被夏令时跳过的当地时间届满", "a target can end at a local time that its zone skips"}},
    {"fold",
     {"因夏令时出现两次的当地时间", "a local time that comes twice"},
     {"时限可能在因夏令时出现两次的当地时间届满", "a target can end at a local time that occurs twice"}},
    {"month_arithmetic",
     {"按月推算而当月没有对应日", "a month without the corresponding day"},
     {"按月计算的期间，有的月份没有起算日的对应日", "a month does not have the day that months are counted from"}},
    {"deadline_on_holiday",
     {"期限届满日为休息日", "a deadline on a closed day"},
     {"履行期限可能落在休息日", "a duty's deadline can fall on a closed day"}},
    {"retarget",
     {"计时中时限发生变化", "the target changes while the clock runs"},
     {"时限随工单属性而定，而属性在计时中可能变化",
      "a target depends on attributes, and these can change while the clock runs"}},
    {"reopen",
     {"停止计时后工单重新打开", "a ticket comes back after its clock stopped"},
     {"有记录使已停止的计时恢复", "an event brings a stopped clock back"}},
    {"amended_terms",
     {"条款变更时尚未了结的工单", "terms amended while a ticket is open"},
     {"变更生效时可能有尚未了结的工单", "a ticket can be open when an amendment takes effect"}},
    {"waiting_for_consent",
     {"只待需方同意期间的计时", "clocks while only the customer's consent is outstanding"},
     {"只待需方同意时可能仍有计时", "a clock can run while only the customer's consent is outstanding"}},
    {"counting",
     {"逾期时间如何折算", "how delay becomes days and other units"},
     {"违约金按逾期时间计算，而未写明如何计", "a penalty counts lateness and does not say how"}},
    {"pause_after_due",
     {"逾期之后的暂停", "waiting after the due time"},
     {"按逾期时间计收违约金的计时在到期之后可能暂停",
      "a clock that is priced by its lateness can pause after its due time"}},
    {"threshold",
     {"达到起点之后如何计算", "what a threshold leaves of the rest"},
     {"有起点而未写明达到之后如何计算", "a threshold does not say what it leaves of the rest"}},
    {"stepped_rate",
     {"分档比例如何适用", "what a step of a rate is for"},
     {"比例分档而未写明各档适用于哪一部分", "a rate steps up and does not say from where"}},
    {"no_data",
     {"考核期内没有数据", "a window without data"},
     {"考核期内可能没有数据", "a window can be without data"}},
    {"planned_time",
     {"计划中断的时间", "the time of planned outages"},
     {"可用率不计计划中断，而其时间可以有两种算法",
      "an availability leaves out planned outages, and their time counts as one or the other"}},
    {"incident_charge",
     {"同一事件多次违反同一项承诺", "one promise is broken several times in one incident"},
     {"同一事件可能多次违反同一项计价的承诺", "one incident can break the same priced promise several times"}},
    {"concurrency",
     {"同一事件违反多项计价的承诺", "one incident breaks several priced promises"},
     {"同一事件可能违反多项计价的承诺", "one incident can break several priced promises"}},
    {"loss",
     {"同一事件的违约金与损失赔偿", "a penalty and the loss of the same incident"},
     {"违约金之外可能另有经证明的损失", "a loss can be documented beside a penalty"}},
    {"several_caps",
     {"同一笔违约金适用多个上限", "several caps on one charge"},
     {"同一笔违约金可能适用多个上限", "several caps can limit one charge"}},
    {"cut_order",
     {"超出上限的部分由哪一笔承担", "who bears what a cap cuts"},
     {"上限可能削减多笔违约金", "a cap can cut several charges"}},
    {"rounding",
     {"金额的舍入", "how amounts become whole minor units"},
     {"金额可能有不足最小货币单位的尾数", "a charge can have a fraction of a minor unit"}},
    {"rounding_stage",
     {"何时舍入", "when amounts are rounded"},
     {"金额可能有不足最小货币单位的尾数", "a charge can have a fraction of a minor unit"}},
};

// Left open at its own place: of the whole document, or of each item of a section.
struct PlaceWords {
  std::string_view section;
  std::string_view key;
  Phrase title;
  Phrase why;
};

constexpr PlaceWords left_open[] = {
    {"contract",
     "counting",
     {"服务期首日是否计入", "whether the term's first day counts"},
     {"服务期未写明首日是否计入", "the term does not say whether its first day counts"}},
    {"penalties",
     "counting",
     {"差额如何计数", "how a shortfall is counted"},
     {"违约金按指标的差额计算，而未写明不足一个单位的如何计",
      "a penalty counts what a figure falls short, and does not say how a part of a unit counts"}},
    {"minimums",
     "at",
     {"按什么范围合计", "over what charges are added up"},
     {"下限未写明按什么范围合计", "a minimum does not say over what its charges are added up"}},
    {"settlement",
     "anchor",
     {"结算期如何划分", "what settlement windows count from"},
     {"结算期可以自服务期首日起划分，也可以按日历上的月、周划分",
      "windows can count from the contract's first day, or be those of the civil calendar"}},
    {"settlement",
     "remind_before",
     {"主张权即将届满的提示", "when a claim is about to lapse"},
     {"违约金须在期限内主张，而未写明提前多久提示",
      "charges have to be claimed in time, and it is not said from when on a claim is about to lapse"}},
};

struct NamedPhrase {
  std::string_view name;
  Phrase words;
};

// Keys on the way to a value, as a reader would call what stands there.
constexpr NamedPhrase place_keys[] = {
    {"contract", {"合同要素", "particulars"}},
    {"term", {"服务期", "term"}},
    {"settlement", {"结算", "settlement"}},
    {"termination", {"解除", "termination"}},
    {"date", {"日期", "date"}},
    {"price", {"合同价款", "price"}},
    {"incident", {"事件的归并", "what joins tickets to incidents"}},
    {"holder", {"处理者", "who holds the ticket"}},
    {"policies", {"通则", "policies"}},
    {"clock", {"计时", "clock"}},
    {"start", {"起算", "start"}},
    {"stop", {"停止", "stop"}},
    {"pause", {"暂停", "pause"}},
    {"resume", {"恢复", "resume"}},
    {"reset", {"重新起算", "reset"}},
    {"cancel", {"撤销", "cancellation"}},
    {"reopen", {"重新打开", "reopening"}},
    {"target", {"时限", "target"}},
    {"within", {"期间", "period"}},
    {"length", {"长度", "length"}},
    {"duty", {"履行", "duty"}},
    {"every", {"周期", "interval"}},
    {"count", {"次数", "number"}},
    {"due", {"期限", "deadline"}},
    {"evidence", {"凭证", "evidence"}},
    {"for_each", {"由谁各自履行", "for each"}},
    {"contents", {"内容", "contents"}},
    {"spacing", {"间隔", "spacing"}},
    {"gate", {"前置条件", "gate"}},
    {"before", {"不得先于", "before"}},
    {"needs", {"须先具备", "needs"}},
    {"refusal", {"拒绝", "refusal"}},
    {"consent", {"同意", "consent"}},
    {"records", {"记录", "records"}},
    {"form", {"表单", "form"}},
    {"indicator", {"指标", "indicator"}},
    {"window", {"考核期", "window"}},
    {"unquantified", {"无数字的承诺", "unquantified promise"}},
    {"prohibition", {"禁止事项", "prohibition"}},
    {"event", {"记录", "event"}},
    {"where", {"条件", "condition"}},
    {"applies", {"适用范围", "scope"}},
    {"prices", {"计价对象", "what is priced"}},
    {"charge", {"", ""}},
    {"rate", {"比例", "rate"}},
    {"amount", {"金额", "amount"}},
    {"of", {"所依据者", "base"}},
    {"per", {"计算单位", "unit"}},
    {"documented", {"经证明的损失", "documented loss"}},
    {"counting", {"计日方法", "counting"}},
    {"relation", {"与违约金的关系", "relation to the penalty"}},
    {"threshold", {"起点", "threshold"}},
    {"repeats", {"重复违约", "repeats"}},
    {"limit", {"限额", "limit"}},
    {"from", {"起点", "start"}},
    {"to", {"终点", "end"}},
    {"after", {"之后", "after"}},
    {"unless", {"除非", "unless"}},
    {"calendar", {"日历", "calendar"}},
    {"at_least", {"不低于", "at least"}},
    {"at_most", {"不高于", "at most"}},
    {"more_than", {"高于", "more than"}},
    {"less_than", {"低于", "less than"}},
    {"provider", {"供方", "provider"}},
    {"customer", {"需方", "customer"}},
    {"suppliers", {"供应商", "suppliers"}},
    {"parties", {"当事人", "parties"}},
    {"id", {"编号", "identifier"}},
    {"clause", {"条款号", "clause"}},
    {"title", {"标题", "title"}},
    {"text", {"原文", "text"}},
    {"note", {"说明", "note"}},
    {"attribute", {"属性", "attribute"}},
    {"tax", {"含税与否", "tax"}},
    {"time_zone", {"时区", "time zone"}},
    {"source", {"数据来源", "source"}},
    {"type", {"类型", "type"}},
    {"values", {"取值", "values"}},
    {"members", {"成员", "members"}},
    {"hours", {"时间", "hours"}},
    {"weekly", {"每周时间", "weekly hours"}},
    {"until", {"截止日", "end"}},
    {"always", {"全天候", "always"}},
    {"seasons", {"季节", "seasons"}},
    {"day", {"日期", "day"}},
    {"days", {"日期", "days"}},
    {"make_up_days", {"调休工作日", "make-up days"}},
    {"make_up_like", {"调休工作日的时间", "hours of make-up days"}},
    {"exceptions", {"例外日期", "exceptions"}},
    {"any_of", {"其中之一", "any of"}},
    {"all_of", {"全部", "all of"}},
    {"except", {"除外", "exceptions"}},
    {"phases", {"阶段", "phases"}},
    {"known_from", {"完整起始日", "start of what is known"}},
    {"extends", {"所补充的节假日", "what it extends"}},
    {"observed", {"周末补休", "observed on"}},
    {"only", {"仅限", "only"}},
    {"known_until", {"完整截止日", "end of what is known"}},
    {"rules", {"规则", "rules"}},
    {"file", {"文件", "file"}},
    {"breach_of", {"所依据的违反", "breach"}},
    {"time", {"时间", "time"}},
    {"business_days", {"工作日数", "business days"}},
    {"calendar_days", {"日数", "calendar days"}},
    {"deadline", {"截止时间", "deadline"}},
    {"at", {"所及范围", "scope"}},
    {"again", {"重复间隔", "repetition"}},
    {"tell", {"通知对象", "whom to tell"}},
    {"name", {"名称", "name"}},
    {"calendars", {"日历", "calendars"}},
    {"cycles", {"周期", "cycles"}},
    {"steps", {"分步", "steps"}},
    {"once_by", {"截止里程碑", "milestone"}},
    {"on_request", {"要求", "request"}},
    {"standing", {"持续", "standing"}},
    {"occasional", {"不定期", "occasional"}},
    {"anchor", {"各期的划分", "periods"}},
    {"partial", {"首尾不完整的一期", "periods that are cut off"}},
    {"owes_if_member", {"期内有人加入或离开时的履行人", "who owes a period that members join or leave"}},
    {"excuses", {"免责的工单", "whose time is excused"}},
    {"on_holiday", {"遇休息日", "closed days"}},
    {"order", {"先后顺序", "order"}},
    {"by", {"负责人", "by whom"}},
    {"down", {"中断", "outage"}},
    {"up", {"恢复", "return"}},
    {"weight", {"权重", "weight"}},
    {"planned", {"计划中断", "planned outages"}},
    {"out_of", {"总量", "in all"}},
    {"applied", {"何时舍入", "when it is rounded"}},
    {"planned_time", {"计划中断的时间", "the time of planned outages"}},
    {"minimum", {"最短中断", "shortest outage"}},
    {"rank", {"百分位", "rank"}},
    {"method", {"方法", "method"}},
    {"decimals", {"小数位数", "decimals"}},
    {"mode", {"舍入方式", "mode"}},
    {"attainment", {"达标率", "attainment"}},
    {"availability", {"可用率", "availability"}},
    {"sum", {"合计", "sum"}},
    {"mean", {"平均值", "mean"}},
    {"percentile", {"百分位数", "percentile"}},
    {"score", {"得分", "score"}},
    {"external", {"外部数值", "external figure"}},
    {"rolling", {"滚动期数", "rolling windows"}},
    {"aim", {"是否仅为努力目标", "aim"}},
    {"rounding", {"舍入", "rounding"}},
    {"minimum_sample", {"最少样本", "least sample"}},
    {"no_data", {"没有数据时", "without data"}},
    {"open_ended", {"没有终期", "open end"}},
    {"layer", {"承诺的层次", "layer"}},
    {"party", {"承担者", "party"}},
    {"supports", {"所保障的义务", "what it supports"}},
    {"obligations", {"义务", "obligations"}},
    {"penalties", {"违约责任", "penalties"}},
    {"figure", {"数值", "figure"}},
    {"up_to", {"上至", "up to"}},
    {"times", {"倍数", "multiple"}},
    {"points", {"分数", "points"}},
    {"bands", {"分档", "bands"}},
    {"units", {"单位数", "units"}},
    {"rounded_to", {"取整", "rounding of lateness"}},
    {"unit", {"单位", "unit"}},
    {"counts", {"所计时间", "what it counts"}},
    {"bonus", {"是否奖励", "bonus"}},
    {"before", {"达到之前", "before the count"}},
    {"counted", {"计次", "how repeats are counted"}},
    {"carry_over", {"结转", "carry-over"}},
    {"claim", {"主张的记录", "claim"}},
    {"remind_before", {"提示期", "reminder"}},
    {"point_ladder", {"分数阶梯", "ladder of points"}},
    {"point_ladder_of", {"分数阶梯的基数", "base of the ladder of points"}},
    {"credits", {"违约金额", "credits"}},
    {"credits_of", {"违约金额的基数", "base of the credits"}},
    {"service", {"服务的属性", "attribute of the service"}},
    {"governing_law", {"适用法律", "governing law"}},
    {"due_day", {"到期当日", "due day"}},
    {"stepped", {"分档比例的适用", "what a step is for"}},
    {"multipliers", {"倍数", "multipliers"}},
    {"events", {"记录", "events"}},
    {"factor", {"倍数", "factor"}},
    {"ladder", {"递增倍数", "ladder"}},
    {"consecutive", {"连续期数", "windows in a row"}},
    {"in", {"期限之内", "in"}},
    {"reset_after", {"重新计次", "when it is forgotten"}},
    {"kind", {"方式", "kind"}},
    {"trailing", {"滚动期数", "trailing windows"}},
    {"inside", {"所属上限", "cap around it"}},
    {"cut_order", {"削减顺序", "cut order"}},
    {"raise_to", {"提高到", "raised to"}},
    {"ignore_up_to", {"不计收的限额", "ignored up to"}},
    {"cause", {"事由", "cause"}},
    {"share", {"比例", "share"}},
    {"windows", {"期数", "windows"}},
    {"claim_within", {"主张期限", "claim period"}},
    {"pay_within", {"支付期限", "payment period"}},
    {"point_value", {"每分金额", "value of a point"}},
    {"at_risk", {"风险金额", "amount at risk"}},
    {"at_risk_of", {"风险金额的基数", "base of the amount at risk"}},
    {"pool", {"分配池", "pool"}},
    {"earn_back", {"返还", "earn-back"}},
    {"liability", {"责任限额", "liability"}},
    {"delay", {"逾期", "delay"}},
    {"cap", {"上限", "cap"}},
    {"breaches", {"违反次数", "breaches"}},
    {"when", {"条件", "trigger"}},
    {"exercise_within", {"行使期限", "exercise period"}},
    {"notice", {"通知期", "notice"}},
    {"effective", {"生效日", "effective date"}},
    {"changes", {"变更内容", "changes"}},
    {"set", {"所涉位置", "place"}},
    {"use", {"采用", "use"}},
    {"else", {"其他理解", "alternatives"}},
    {"include", {"包含的文件", "included files"}},
    {"slakit", {"文档版本", "document version"}},
};

constexpr NamedPhrase sections[] = {
    {"obligations", {"义务", "obligation"}},
    {"penalties", {"违约责任", "penalty"}},
    {"caps", {"上限", "cap"}},
    {"minimums", {"下限", "minimum"}},
    {"combinations", {"组合", "combination"}},
    {"exclusions", {"免责", "exclusion"}},
    {"termination", {"解除", "right to terminate"}},
    {"amendments", {"变更", "amendment"}},
    {"calendars", {"日历", "calendar"}},
    {"rosters", {"名册", "roster"}},
    {"holidays", {"节假日", "holidays"}},
    {"milestones", {"里程碑", "milestone"}},
    {"bases", {"计费基数", "base"}},
    {"attributes", {"工单属性", "attribute"}},
    {"events", {"记录", "event"}},
    {"readings", {"解释", "reading"}},
};

// What support.hpp calls the parts that are not computed.
constexpr NamedPhrase parts[] = {
    {"a recurring duty without a term", {"没有服务期可依的定期义务", "a recurring duty without a term"}},
    {"a duty for periods that are no whole days", {"周期不足整日的义务", "a duty for periods that are no whole days"}},
    {"a duty owed more than 1000 times in a period",
     {"一期内应履行一千次以上的义务", "a duty owed more than 1000 times in a period"}},
    {"an indicator without a term", {"没有服务期可依的指标", "an indicator without a term"}},
    {"an indicator over windows that are no whole days",
     {"考核期不足整日的指标", "an indicator over windows that are no whole days"}},
    {"a figure of the host's own", {"外部系统提供的数值", "a figure of the host's own"}},
    {"a clock that follows an obligation that is not computed",
     {"随尚未计算的义务起算的计时", "a clock that follows an obligation that is not computed"}},
    {"a penalty for an obligation that is not computed",
     {"所依据的义务尚未计算的违约金", "a penalty for an obligation that is not computed"}},
    {"a penalty for a promise without a number",
     {"对没有量化的承诺的违约金", "a penalty for a promise without a number"}},
    {"a base that a ticket says, for a window",
     {"按期计算而以工单记载为准的计费基数", "a base that a ticket says, for a window"}},
    {"a loss that is documented for a window", {"按期计算的经证明的损失", "a loss that is documented for a window"}},
    {"a figure of the host's own, for a window",
     {"按期计算而由外部系统提供的数值", "a figure of the host's own, for a window"}},
    {"business days without a calendar", {"没有日历可依的工作日", "business days without a calendar"}},
    {"a cap on charges that are not computed", {"对未计算的违约金的上限", "a cap on charges that are not computed"}},
    {"a base that a ticket says", {"以工单记载为准的计费基数", "a base that a ticket says"}},
    {"a cap per window without a term", {"没有服务期可依的按期计的上限", "a cap per window without a term"}},
    {"a cap per window of no whole days", {"所按之期不足整日的上限", "a cap per window of no whole days"}},
    {"settlement by windows without a term", {"没有服务期可依的分期结算", "settlement by windows without a term"}},
    {"settlement by windows of no whole days", {"结算期不足整日的分期结算", "settlement by windows of no whole days"}},
    {"`both` with a priced obligation that is not computed",
     {"要求全部违反，而其中有尚未计算的义务",
      "a choice that needs every priced obligation, one of which is not computed"}},
    {"a loss beside points whose worth is that of a whole window",
     {"与须按整期折算的分数并列的损失", "a loss beside points whose worth is that of a whole window"}},
    {"an amendment of anything but calendars, obligations, penalties and rosters",
     {"日历、承诺、违约金和名单以外的合同变更",
      "an amendment of anything but calendars, obligations, penalties and rosters"}},
};

const Phrase* find_phrase(const auto& table, std::string_view name) {
  const auto found =
      std::find_if(std::begin(table), std::end(table), [&](const auto& row) { return row.name == name; });
  return found == std::end(table) ? nullptr : &found->words;
}

const PlaceWords* find_open(std::string_view path) {
  const std::string_view section = path.substr(0, path.find('.'));
  const auto* const found = std::find_if(std::begin(left_open), std::end(left_open), [&](const PlaceWords& row) {
    return row.section == section && row.key == last_key(path);
  });
  return found == std::end(left_open) ? nullptr : found;
}

const PolicyWords* find_policy(std::string_view key) {
  const auto* const found =
      std::find_if(std::begin(policies), std::end(policies), [&](const PolicyWords& row) { return row.key == key; });
  return found == std::end(policies) ? nullptr : found;
}

}  // namespace

std::string Words::choice(std::string_view key, std::string_view text) const {
  for (const auto& [other, same] : synonyms)
    if (key == other) key = same;
  for (const ChoiceWords& row : choices)
    if (row.key == key && row.text == text) return say(row.words);
  return "";
}

std::string Words::policy(std::string_view path) const {
  if (const PlaceWords* open = find_open(path); open != nullptr) {
    const bool is_of_item = open->section == "penalties" || open->section == "minimums";
    if (!is_of_item) return say(open->title);
    const std::string_view name = path.substr(open->section.size() + 1);
    return say({"{0}：{1}", "{0}, {1}"}, {item(open->section, name.substr(0, name.find('.'))), say(open->title)});
  }
  const PolicyWords* found = find_policy(last_key(path));
  return found != nullptr ? say(found->title) : std::string(last_key(path));
}

std::string Words::why(std::string_view path) const {
  if (const PlaceWords* open = find_open(path); open != nullptr) return say(open->why);
  const PolicyWords* found = find_policy(last_key(path));
  return found != nullptr ? say(found->why) : "";
}

std::string Words::unsupported(const std::string& what) const {
  const Phrase* found = find_phrase(parts, what);
  if (found != nullptr) return say(*found);
  return is_zh() ? std::string("此部分") : what;
}

std::string Words::item(std::string_view section, std::string_view name) const {
  const Phrase* kind = find_phrase(sections, section);
  const auto titled = [&](const auto& list) {
    for (const auto& item : list)
      if (item.name == name) return quoted(item.title, name);
    return quoted({}, name);
  };
  const std::string title = section == "obligations"    ? titled(contract_.obligations)
                            : section == "penalties"    ? titled(contract_.penalties)
                            : section == "caps"         ? titled(contract_.caps)
                            : section == "minimums"     ? titled(contract_.minimums)
                            : section == "combinations" ? titled(contract_.combinations)
                            : section == "exclusions"   ? titled(contract_.exclusions)
                            : section == "termination"  ? titled(contract_.termination)
                            : section == "amendments"   ? titled(contract_.amendments)
                            : section == "calendars"    ? titled(contract_.calendars)
                            : section == "milestones"   ? titled(contract_.contract.milestones)
                                                        : quoted({}, name);
  return kind != nullptr ? say({"{0}{1}", "{0} {1}"}, {say(*kind), title}) : title;
}

// What a reader calls the place `key` under `before`; as it is where there is no word for it.
std::string Words::key_in(std::string_view before, std::string_view key) const {
  if (before == "applies" || before == "where") return attribute(key);
  if (before == "indicator" && key == "target") return say({"目标", "target"});              // no time limit
  if (before == "clock" && key == "until") return say({"不再开始新周期", "end of cycles"});  // no date
  if (const Phrase* found = find_phrase(place_keys, key)) return say(*found);
  if (const Phrase* found = find_phrase(sections, key)) return say(*found);
  const PolicyWords* found = find_policy(key);
  return found != nullptr ? say(found->title) : attribute(key);
}

// Items by their titles, then one key at a time.
std::string Words::place(std::string_view path) const {
  if (path.starts_with("policies.")) return policy(path);
  if (path.starts_with("contract.")) path.remove_prefix(path.find('.') + 1);
  const auto take = [&path] {
    const std::size_t dot = path.find('.');
    const std::string_view step = path.substr(0, dot);
    path = dot == std::string_view::npos ? std::string_view{} : path.substr(dot + 1);
    return step;
  };
  std::string of;
  if (find_phrase(sections, path.substr(0, path.find('.'))) != nullptr && path.find('.') != std::string_view::npos) {
    const std::string_view section = take();
    of = item(section, take());
  }
  Texts keys;
  std::string_view before;
  while (!path.empty()) {
    const std::string_view key = take();
    if (key.find_first_not_of("0123456789") == std::string_view::npos) continue;
    std::string words = key_in(before, key);
    if (!words.empty()) keys.push_back(std::move(words));
    before = key;
  }
  const std::string what = series(keys, {"", " "});
  if (of.empty() || what.empty()) return of + what;
  return say({"{0}的{1}", "{0}, {1}"}, {of, what});
}

}  // namespace slakit::page

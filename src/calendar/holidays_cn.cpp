// China's public holidays: the days off and the working days in exchange that the General Office of the State Council
// (国务院办公厅关于部分节假日安排的通知) announced for 2007 to 2026, with later amendments (2015-09, 2018-12, 2019-05,
// 2020-01).
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <string_view>

#include "slakit/calendar/holidays.hpp"

namespace slakit {
namespace {

enum Name : std::uint8_t {
  new_year,
  spring,
  qingming,
  labour,
  dragon_boat,
  mid_autumn,
  national,
  national_and_mid_autumn,
  victory,
};

struct Names {
  std::string_view chinese;
  std::string_view english;
};

constexpr std::array<Names, 9> names{{
    {"元旦", "New Year's Day"},
    {"春节", "Spring Festival"},
    {"清明节", "Tomb-Sweeping Day"},
    {"劳动节", "Labour Day"},
    {"端午节", "Dragon Boat Festival"},
    {"中秋节", "Mid-Autumn Festival"},
    {"国庆节", "National Day"},
    {"国庆节、中秋节", "National Day and Mid-Autumn Festival"},
    {"抗日战争暨世界反法西斯战争胜利70周年纪念日", "70th anniversary of victory in 1945"},
}};

struct Row {
  int from = 0;  // yyyymmdd
  int days = 1;
  Name name = new_year;
  bool day_off = true;
};

constexpr Row off(int from, int days, Name name) { return {from, days, name, true}; }
constexpr Row work(int date, Name name) { return {date, 1, name, false}; }

// A year a block, a holiday a line.
// clang-format off
constexpr Row rows[] = {
    off(2007'01'01, 3, new_year), work(2006'12'30, new_year), work(2006'12'31, new_year),
    off(2007'02'18, 7, spring), work(2007'02'17, spring), work(2007'02'25, spring),
    off(2007'05'01, 7, labour), work(2007'04'28, labour), work(2007'04'29, labour),
    off(2007'10'01, 7, national), work(2007'09'29, national), work(2007'09'30, national),

    off(2007'12'30, 3, new_year), work(2007'12'29, new_year),
    off(2008'02'06, 7, spring), work(2008'02'02, spring), work(2008'02'03, spring),
    off(2008'04'04, 3, qingming),
    off(2008'05'01, 3, labour), work(2008'05'04, labour),
    off(2008'06'07, 3, dragon_boat),
    off(2008'09'13, 3, mid_autumn),
    off(2008'09'29, 7, national), work(2008'09'27, national), work(2008'09'28, national),

    off(2009'01'01, 3, new_year), work(2009'01'04, new_year),
    off(2009'01'25, 7, spring), work(2009'01'24, spring), work(2009'02'01, spring),
    off(2009'04'04, 3, qingming),
    off(2009'05'01, 3, labour),
    off(2009'05'28, 3, dragon_boat), work(2009'05'31, dragon_boat),
    off(2009'10'01, 8, national_and_mid_autumn), work(2009'09'27, national_and_mid_autumn),
        work(2009'10'10, national_and_mid_autumn),

    off(2010'01'01, 3, new_year),
    off(2010'02'13, 7, spring), work(2010'02'20, spring), work(2010'02'21, spring),
    off(2010'04'03, 3, qingming),
    off(2010'05'01, 3, labour),
    off(2010'06'14, 3, dragon_boat), work(2010'06'12, dragon_boat), work(2010'06'13, dragon_boat),
    off(2010'09'22, 3, mid_autumn), work(2010'09'19, mid_autumn), work(2010'09'25, mid_autumn),
    off(2010'10'01, 7, national), work(2010'09'26, national), work(2010'10'09, national),

    off(2011'01'01, 3, new_year),
    off(2011'02'02, 7, spring), work(2011'01'30, spring), work(2011'02'12, spring),
    off(2011'04'03, 3, qingming), work(2011'04'02, qingming),
    off(2011'04'30, 3, labour),
    off(2011'06'04, 3, dragon_boat),
    off(2011'09'10, 3, mid_autumn),
    off(2011'10'01, 7, national), work(2011'10'08, national), work(2011'10'09, national),

    off(2012'01'01, 3, new_year), work(2011'12'31, new_year),
    off(2012'01'22, 7, spring), work(2012'01'21, spring), work(2012'01'29, spring),
    off(2012'04'02, 3, qingming), work(2012'03'31, qingming), work(2012'04'01, qingming),
    off(2012'04'29, 3, labour), work(2012'04'28, labour),
    off(2012'06'22, 3, dragon_boat),
    off(2012'09'30, 8, national_and_mid_autumn), work(2012'09'29, national_and_mid_autumn),

    off(2013'01'01, 3, new_year), work(2013'01'05, new_year), work(2013'01'06, new_year),
    off(2013'02'09, 7, spring), work(2013'02'16, spring), work(2013'02'17, spring),
    off(2013'04'04, 3, qingming), work(2013'04'07, qingming),
    off(2013'04'29, 3, labour), work(2013'04'27, labour), work(2013'04'28, labour),
    off(2013'06'10, 3, dragon_boat), work(2013'06'08, dragon_boat), work(2013'06'09, dragon_boat),
    off(2013'09'19, 3, mid_autumn), work(2013'09'22, mid_autumn),
    off(2013'10'01, 7, national), work(2013'09'29, national), work(2013'10'12, national),

    off(2014'01'01, 1, new_year),
    off(2014'01'31, 7, spring), work(2014'01'26, spring), work(2014'02'08, spring),
    off(2014'04'05, 1, qingming), off(2014'04'07, 1, qingming),
    off(2014'05'01, 3, labour), work(2014'05'04, labour),
    off(2014'06'02, 1, dragon_boat),
    off(2014'09'08, 1, mid_autumn),
    off(2014'10'01, 7, national), work(2014'09'28, national), work(2014'10'11, national),

    off(2015'01'01, 3, new_year), work(2015'01'04, new_year),
    off(2015'02'18, 7, spring), work(2015'02'15, spring), work(2015'02'28, spring),
    off(2015'04'05, 2, qingming),
    off(2015'05'01, 1, labour),
    off(2015'06'20, 1, dragon_boat), off(2015'06'22, 1, dragon_boat),
    off(2015'09'03, 3, victory), work(2015'09'06, victory),
    off(2015'09'27, 1, mid_autumn),
    off(2015'10'01, 7, national), work(2015'10'10, national),

    off(2016'01'01, 1, new_year),
    off(2016'02'07, 7, spring), work(2016'02'06, spring), work(2016'02'14, spring),
    off(2016'04'04, 1, qingming),
    off(2016'05'01, 2, labour),
    off(2016'06'09, 3, dragon_boat), work(2016'06'12, dragon_boat),
    off(2016'09'15, 3, mid_autumn), work(2016'09'18, mid_autumn),
    off(2016'10'01, 7, national), work(2016'10'08, national), work(2016'10'09, national),

    off(2017'01'01, 2, new_year),
    off(2017'01'27, 7, spring), work(2017'01'22, spring), work(2017'02'04, spring),
    off(2017'04'02, 3, qingming), work(2017'04'01, qingming),
    off(2017'05'01, 1, labour),
    off(2017'05'28, 3, dragon_boat), work(2017'05'27, dragon_boat),
    off(2017'10'01, 8, national_and_mid_autumn), work(2017'09'30, national_and_mid_autumn),

    off(2018'01'01, 1, new_year),
    off(2018'02'15, 7, spring), work(2018'02'11, spring), work(2018'02'24, spring),
    off(2018'04'05, 3, qingming), work(2018'04'08, qingming),
    off(2018'04'29, 3, labour), work(2018'04'28, labour),
    off(2018'06'18, 1, dragon_boat),
    off(2018'09'24, 1, mid_autumn),
    off(2018'10'01, 7, national), work(2018'09'29, national), work(2018'09'30, national),

    off(2018'12'30, 3, new_year), work(2018'12'29, new_year),
    off(2019'02'04, 7, spring), work(2019'02'02, spring), work(2019'02'03, spring),
    off(2019'04'05, 1, qingming),
    off(2019'05'01, 4, labour), work(2019'04'28, labour), work(2019'05'05, labour),
    off(2019'06'07, 1, dragon_boat),
    off(2019'09'13, 1, mid_autumn),
    off(2019'10'01, 7, national), work(2019'09'29, national), work(2019'10'12, national),

    off(2020'01'01, 1, new_year),
    off(2020'01'24, 10, spring), work(2020'01'19, spring), work(2020'02'03, spring),
    off(2020'04'04, 3, qingming),
    off(2020'05'01, 5, labour), work(2020'04'26, labour), work(2020'05'09, labour),
    off(2020'06'25, 3, dragon_boat), work(2020'06'28, dragon_boat),
    off(2020'10'01, 8, national_and_mid_autumn), work(2020'09'27, national_and_mid_autumn),
        work(2020'10'10, national_and_mid_autumn),

    off(2021'01'01, 3, new_year),
    off(2021'02'11, 7, spring), work(2021'02'07, spring), work(2021'02'20, spring),
    off(2021'04'03, 3, qingming),
    off(2021'05'01, 5, labour), work(2021'04'25, labour), work(2021'05'08, labour),
    off(2021'06'12, 3, dragon_boat),
    off(2021'09'19, 3, mid_autumn), work(2021'09'18, mid_autumn),
    off(2021'10'01, 7, national), work(2021'09'26, national), work(2021'10'09, national),

    off(2022'01'01, 3, new_year),
    off(2022'01'31, 7, spring), work(2022'01'29, spring), work(2022'01'30, spring),
    off(2022'04'03, 3, qingming), work(2022'04'02, qingming),
    off(2022'04'30, 5, labour), work(2022'04'24, labour), work(2022'05'07, labour),
    off(2022'06'03, 3, dragon_boat),
    off(2022'09'10, 3, mid_autumn),
    off(2022'10'01, 7, national), work(2022'10'08, national), work(2022'10'09, national),

    off(2022'12'31, 3, new_year),
    off(2023'01'21, 7, spring), work(2023'01'28, spring), work(2023'01'29, spring),
    off(2023'04'05, 1, qingming),
    off(2023'04'29, 5, labour), work(2023'04'23, labour), work(2023'05'06, labour),
    off(2023'06'22, 3, dragon_boat), work(2023'06'25, dragon_boat),
    off(2023'09'29, 8, national_and_mid_autumn), work(2023'10'07, national_and_mid_autumn),
        work(2023'10'08, national_and_mid_autumn),

    off(2024'01'01, 1, new_year),
    off(2024'02'10, 8, spring), work(2024'02'04, spring), work(2024'02'18, spring),
    off(2024'04'04, 3, qingming), work(2024'04'07, qingming),
    off(2024'05'01, 5, labour), work(2024'04'28, labour), work(2024'05'11, labour),
    off(2024'06'10, 1, dragon_boat),
    off(2024'09'15, 3, mid_autumn), work(2024'09'14, mid_autumn),
    off(2024'10'01, 7, national), work(2024'09'29, national), work(2024'10'12, national),

    off(2025'01'01, 1, new_year),
    off(2025'01'28, 8, spring), work(2025'01'26, spring), work(2025'02'08, spring),
    off(2025'04'04, 3, qingming),
    off(2025'05'01, 5, labour), work(2025'04'27, labour),
    off(2025'05'31, 3, dragon_boat),
    off(2025'10'01, 8, national_and_mid_autumn), work(2025'09'28, national_and_mid_autumn),
        work(2025'10'11, national_and_mid_autumn),

    off(2026'01'01, 3, new_year), work(2026'01'04, new_year),
    off(2026'02'15, 9, spring), work(2026'02'14, spring), work(2026'02'28, spring),
    off(2026'04'04, 3, qingming),
    off(2026'05'01, 5, labour), work(2026'05'09, labour),
    off(2026'06'19, 3, dragon_boat),
    off(2026'10'01, 7, national), work(2026'09'20, national), work(2026'10'10, national),
    off(2026'09'25, 3, mid_autumn),
};
// clang-format on

Date date_of(int yyyymmdd) {
  return Date{std::chrono::year{yyyymmdd / 10000}, std::chrono::month{static_cast<unsigned>(yyyymmdd / 100 % 100)},
              std::chrono::day{static_cast<unsigned>(yyyymmdd % 100)}};
}

HolidaySet make_cn() {
  HolidaySet set;
  set.code = "CN";
  set.source = "General Office of the State Council of China, notices on holidays for 2007 to 2026 (国务院办公厅)";
  set.known_from = date_of(2007'01'01);
  set.known_until = date_of(2027'01'01);
  for (const Row& row : rows) {
    std::vector<Holiday>& list = row.day_off ? set.holidays : set.make_up_days;
    for (int i = 0; i < row.days; ++i)
      list.push_back({Date{std::chrono::sys_days{date_of(row.from)} + std::chrono::days{i}},
                      std::string(names[row.name].chinese), std::string(names[row.name].english), set.code});
  }
  const auto by_date = [](const Holiday& a, const Holiday& b) { return a.date < b.date; };
  std::sort(set.holidays.begin(), set.holidays.end(), by_date);
  std::sort(set.make_up_days.begin(), set.make_up_days.end(), by_date);
  return set;
}

}  // namespace

const HolidaySet* find_holiday_set(std::string_view code) {
  static const HolidaySet cn = make_cn();
  return code == cn.code ? &cn : nullptr;
}

std::vector<std::string_view> holiday_set_codes() { return {"CN"}; }

}  // namespace slakit

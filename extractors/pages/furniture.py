"""What is on a page besides its article, and how publishers name the article itself.

Class and id names and the opening words of lines, gathered for Western and Chinese content systems (Chinese ones often
use pinyin initials: "xgxw" is 相关新闻, related news).
"""

from __future__ import annotations

import re

# "share-bar", "comment_list", "hot news", "rightSide" (camel case is split first): a whole word of the name decides.
FURNITURE_NAME = re.compile(
    r"""(?:^|[\s_-])
    (?: comments? | commentlist | commentary-list | disqus | respond | replies | reply
      | related | relate | relatednews | recommend(?:ed|ation|ations|s)? | recirc | recirculation | readmore
      | share | sharing | shares | sharebar | sharethis | addthis | sns | social
      | sidebar | side | sidenav | aside | rail | footer | foot | bottom-?nav | nav | navbar | navigation | menu
      | breadcrumbs? | crumbs? | copyright | disclaimer | legal | privacy | gdpr | consent | cookies?
      | adverts? | advertisement | ads? | adbox | adsense | adslot | promo | promos | promotion | sponsor(?:ed)?
      | outbrain | taboola | newsletter | subscribe | subscription | signup | login | register | paywall-?prompt
      | popup | modal | overlay | lightbox | tooltip
      | rank | ranking | hotnews | hot | trending | popular | most-?(?:read|popular|viewed)
      | tags? | taglist | keywords | toolbar | tools | pagination | pager | pages?nav | prevnext | post-?nav(?:igation)?
      | byline | author-?(?:bio|box|info|card) | authorbox | bio | widget | caption | wp-caption-text | credit | credits
      | print | printonly | skip | meta | more-?(?:news|stories|on|from) | teasers? | editor | qrcode | survey | poll
      | xgyd | xgxw | xgwz | tuijian | pinglun | daohang | fenxiang | banquan | dibu | guanggao | remen | gg | zebian )
    (?:$|[\s_-])""",
    re.VERBOSE | re.IGNORECASE,
)
CAMEL_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")

# How content systems name the element that holds the article's own paragraphs.
ARTICLE_NAME = re.compile(
    r"""article-?_*(?:body|text|content|detail|main) | (?:entry|post|story|news|detail|page)-?_*content
      | (?:post|story|content|text)-?_*body | body-?_*(?:content|copy|text) | (?:news|main|con|cont)-?_*text
      | artibody | rich-?text | rm_txt_con | trs_?editor | ueditor | wysiwyg | td-post-content
      | (?:^|\s) (?: o?zoom | articlebody | artical_real | content_area | left_zw | cnbeta-article-body ) (?:$|\s)""",
    re.VERBOSE | re.IGNORECASE,
)

# "相关新闻", "责任编辑：张三", "【打印】", "发表评论": a short line that starts so ends an article
CLOSING_ZH = re.compile(
    r"""^[\s【\[（(·◆■●▲>]*
    (?: 相关(?:新闻|链接|阅读|专题|报道|文章|评论|推荐) | 相關(?:新聞|連結|文章|報導) | 延伸(?:阅读|閱讀)
      | 更多(?:新闻|精彩|内容|文章) | (?:发表|查看|我要|网友|精彩|最新|全部)评论 | 热点推荐 | 推荐阅读 | 猜你喜欢
      | 推薦閱讀 | [上下]一[篇页条则] | 责任编辑 | 責任編輯 | 编辑[:：] | 打印 | 分享(?:到|至) | 扫一扫
      | (?:版权|免责|特别)声明 | 郑\s*重\s*声\s*明 | 声明[:：] | 返回(?:首页|顶部|列表) | 关键词[:：] | 标签[:：]
      | 收藏本页 | 关闭窗口 | 关闭 | 我来说两句 | 回复线索 | 本文通告引用 | 本文来源[:：] )""",
    re.VERBOSE,
)
# "Related stories", "Share this", "Copyright © 2024", "Sign up for our newsletter"
CLOSING_EN = re.compile(
    r"""^[\s>•|]*
    (?: related(?:\s(?:stories|articles|posts|news|content|topics|coverage|links|reading)|:|$)
      | read\s(?:more|next|also)
      | share\s(?:this|on|via|article) | share$ | sign\sup | subscribe | copyright\b | © | all\srights\sreserved
      | more\s(?:from|stories|news|on\sthis) | comments?(?:\s\(\d+\))?$ | leave\sa\s(?:reply|comment) | \d+\scomments?$
      | recommended | most\s(?:read|popular|viewed) | tags?: | filed\sunder | follow\sus | about\sthe\sauthor
      | you\s(?:may|might)\s(?:also\s|be\s)(?:like|interested) | what\sto\sread\snext
      | advert(?:isement)?$ | print$ )""",
    re.VERBOSE | re.IGNORECASE,
)


def is_furniture_name(names: str) -> bool:
    """True for class and id values of what surrounds an article: "post-share-buttons", "relatedNews"."""
    return FURNITURE_NAME.search(CAMEL_HUMP.sub("-", names)) is not None


def is_closing_line(text: str) -> bool:
    """True for a short line with which the page goes on to something else."""
    return len(text) < 90 and (CLOSING_ZH.match(text) is not None or CLOSING_EN.match(text) is not None)

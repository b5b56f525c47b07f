// 머리줄, 도움말, 파일, 주소 (src/app/shell, src/app/state, src/app/jobs).
export default {
  '?lang={asked} is not one of {all}: showing {language}.':
    '?lang={asked}: 쓸 수 있는 언어는 {all}입니다. {language}(으)로 보여 드립니다.',
} as const;

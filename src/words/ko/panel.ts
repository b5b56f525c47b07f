// 설정 (src/app/panel).
export default {} as const;

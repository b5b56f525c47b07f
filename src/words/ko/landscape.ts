// 손실 지형과 재생 (src/app/landscape).
export default {} as const;

// 신경망이 하는 일 (src/app/network).
export default {} as const;
